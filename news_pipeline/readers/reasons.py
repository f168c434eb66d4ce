"""The reasons for which a file or a record gives no document: what each means, and what a person can do."""

from news_pipeline.shared.reasons import ExplainedReason


class Reason(ExplainedReason):
    """A code that a person can count, with its meaning and an advice.

    Readers give most. The listing of the folder gives `unreadable_file`, `link_not_followed` and `special_file`, the
    raw store `stored_copy_lost`, the list of takedowns `taken_down`.
    """

    # files that cannot be read
    UNREADABLE_FILE = (
        "unreadable_file",
        "The file lies in the landing folder, but cannot be opened.",
        "Give the user who runs the pipeline the right to read it; the next run tries again.",
    )
    LINK_NOT_FOLLOWED = (
        "link_not_followed",
        "The link leads out of the landing folder, or nowhere.",
        "Copy the file into the folder, or name the folder that the link leads to in NEWS_LANDING_ROOTS.",
    )
    SPECIAL_FILE = (
        "special_file",
        "A named pipe, socket or device: reading it could block for ever.",
        "Take it out of the folder; write what it gives to a file.",
    )
    UNSUPPORTED_TYPE = (
        "unsupported_type",
        "The name ends in no ending that a reader knows.",
        "Convert it, or rename it if only the ending is wrong: the endings are named in the detail.",
    )
    EMPTY_FILE = (
        "empty_file",
        "Nothing, or only white space, is in the file.",
        "Fetch it again; if it is meant to be empty, take it out of the folder.",
    )
    NOT_TEXT = (
        "not_text",
        "The bytes are a picture, an archive, an Office file or the like, or text in no known encoding.",
        "Convert it to text or HTML, in UTF-8 if you can choose. Archives: unpack them into the folder.",
    )
    BROKEN_GZIP = (
        "broken_gzip",
        "The compressed data is cut short or damaged; what stands before the damage was read.",
        "Fetch the file again: the next run reads it and keeps what was right already.",
    )
    TOO_LARGE = (
        "too_large",
        "One document or record is over 64 MiB.",
        "Split it into its articles: JSON lines, or a file each.",
    )

    # records of containers
    BAD_JSON = (
        "bad_json",
        "The JSON breaks off or is malformed at the place that the detail names.",
        "Repair or export it again at that place; a file that breaks off was cut. Its other records were read.",
    )
    NOT_AN_OBJECT = (
        "not_an_object",
        "A record is a list, a number or a string where an object with fields was expected.",
        'Write each record as {"url": ..., "title": ..., "text": ...}.',
    )
    NO_TEXT = (
        "no_text",
        "The record is sound, but has no text or HTML under a key that is known.",
        "Name the text `text` or `html`, or leave the record out if it has none.",
    )
    NO_RECORDS = (
        "no_records",
        "The container is sound, but holds no record that could be an article.",
        "Look whether it is the file that you meant; if so there is nothing to do.",
    )
    BAD_WARC = (
        "bad_warc",
        "A record of the WARC file does not begin or end where it should, or its body is damaged.",
        "Fetch the file again, or the page by the address in the detail; all other records were read.",
    )
    HTTP_STATUS = (
        "http_status",
        "The crawler stored an answer of the server that is no page, such as 404.",
        "Nothing, or crawl the address again.",
    )
    UNSUPPORTED_CODING = (
        "unsupported_coding",
        "The page was stored with a compression that cannot be undone here.",
        'For Brotli: pip install "news-pipeline[warc]", then news-pipeline redo --source SOURCE_URI and a run.',
    )
    NOT_A_FEED = (
        "not_a_feed",
        "The XML is neither RSS nor Atom.",
        "Convert it to text, HTML or JSON lines.",
    )
    BAD_FEED = (
        "bad_feed",
        "The XML of the feed is broken in a way that stops the parser.",
        "Fetch the feed again, or repair its XML.",
    )
    NOT_AN_EMAIL = (
        "not_an_email",
        "The file ends in .eml, but does not begin with headers such as From and Subject.",
        'Save the message with its headers ("original", "source"), or rename the file to what it is.',
    )

    # what agencies send
    BAD_XML = (
        "bad_xml",
        "The XML is broken in a way that stops the parser.",
        "Fetch the file again, or repair its XML.",
    )

    WITHDRAWN = (
        "withdrawn",
        "The agency withdraws the item that the detail names.",
        "Take down what was published of it: news-pipeline forget, with the address or the file of its article.",
    )

    # documents of offices, exports of press databases
    BAD_DOCUMENT = (
        "bad_document",
        "The PDF, Word, OpenDocument or RTF file is damaged, or is none.",
        "Open it in its program and save it again, or export its text.",
    )
    SCAN = (
        "scan",
        "The PDF holds pictures of pages, and no text.",
        "Put text behind them with an OCR program (such as ocrmypdf), and the file in its place.",
    )
    PAGE_LAYOUT = (
        "page_layout",
        "METS or ALTO: it describes the layout of a scanned page, not its articles.",
        "Convert it to a text for each article; libraries offer that beside it.",
    )
    SITEMAP = (
        "sitemap",
        "A sitemap lists addresses, and holds no text. What it says of them is evidence for their documents.",
        "Put the pages that it names into the folder, before or after it.",
    )
    COUNT_DIFFERS = (
        "count_differs",
        "The export says that it holds another number of articles than were found in it.",
        "Export it again, or look for the missing article; those that were found are read.",
    )

    # archives
    BAD_ARCHIVE = (
        "bad_archive",
        "The archive, or the member that is named, is damaged; what stands before the damage was read.",
        "Fetch the archive again, or pack it again.",
    )
    ENCRYPTED = (
        "encrypted",
        "The member of the archive can be read with a password only.",
        "Unpack the archive with its password into the folder.",
    )
    ARCHIVE_BOMB = (
        "archive_bomb",
        "The archive unpacks to over a hundred times its size and over 1 GiB, which text does not.",
        "Look whether it comes from whom you trust. If so, unpack it into the folder.",
    )
    NESTED_ARCHIVE = (
        "nested_archive",
        "An archive lies in an archive that lies in an archive.",
        "Unpack the outer archive into the folder.",
    )

    # tables
    COLUMN_MAP = (
        "column_map",
        "The file is no article: it says which columns of the tables beside it are which.",
        "Nothing. What it says stands in the detail; a change of it reads those tables again.",
    )
    BAD_COLUMN_MAP = (
        "bad_column_map",
        "The file that says which columns are which is no TOML, or names a field that there is not.",
        'Write lines such as text = "Article body": our name, then the name of the column.',
    )
    NO_TEXT_COLUMN = (
        "no_text_column",
        "No column of the table has a name that is known for the text, or columns.toml names one that is not there.",
        'Put a file columns.toml beside it that says which column is which, such as text = "Article body".',
    )
    BAD_TABLE = (
        "bad_table",
        "The Parquet or Arrow file breaks off or is damaged; the rows before the damage were read.",
        "Fetch it, or write it again.",
    )
    BAD_ROW = (
        "bad_row",
        "A row of the table has more cells than the header, or a quote that is never closed.",
        "Export the table again with quotes around its cells, or repair the line that the detail names.",
    )

    # what a person took down
    STORED_COPY_LOST = (
        "stored_copy_lost",
        "The copy that was kept of this version of the file is gone.",
        "Bring raw/ back from a backup and run news-pipeline rebuild; or put the file into the landing folder again.",
    )
    TAKEN_DOWN = (
        "taken_down",
        "A person took this document down with news-pipeline forget.",
        "Nothing. It stays out, whatever is read again.",
    )
