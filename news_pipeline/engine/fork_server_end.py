"""What the fork server loads after all else; nobody else imports it.

Collections of garbage in the workers leave alone what they share: neither do they look through it, nor does a worker
get a copy of the pages.
"""

import gc

gc.collect()
gc.freeze()
gc.enable()
