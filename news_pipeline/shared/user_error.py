"""The one exception that speaks to the person who can act."""


class UserError(Exception):
    """Something that a person can mend; the message says what is wrong, where, and what to do.

    The command line prints it as one line. Everything else that is raised is a mistake of ours.
    """
