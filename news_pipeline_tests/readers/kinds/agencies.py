"""What agencies send."""

import json

from news_pipeline_tests.readers.kinds.story import Made, Story, as_json, indented, numbered


def nitf(stories: list[Story]) -> Made:
    [story] = stories
    return (
        (
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/'
            f'specification/dtd/nitf-3-3.dtd"><nitf change.date="June 10, 2005"><head><title>{story.title}</title>'
            f'<docdata><doc-id id-string="{story.number}"/><doc.copyright holder="{story.outlet}"/></docdata>'
            f'<pubdata date.publication="{story.day:%Y%m%d}T000000" ex-ref="{story.url}" name="{story.outlet}" '
            f'unit-of-measure="word"/></head><body><body.head><hedline><hl1>{story.title}</hl1></hedline><byline '
            f'class="print_byline">By {story.author}</byline><byline class="normalized_byline">'
            f"{', '.join(reversed(story.author.split()))}</byline></body.head><body.content><block "
            f'class="lead_paragraph"><p>{story.paragraphs[0]}</p></block><block class="full_text">{story.html}</block>'
            "</body.content></body></nitf>"
        ).encode(),
        "",
        [""],
    )


def g2(stories: list[Story]) -> Made:
    items = "".join(
        f'<newsItem guid="urn:newsml:made-up:{story.number}" version="1" standard="NewsML-G2" standardversion="2.29" '
        f'xml:lang="en"><catalogRef href="http://example.com/catalog.xml"/><rightsInfo><usageTerms>None</usageTerms>'
        f'</rightsInfo><itemMeta><itemClass qcode="ninat:text"/><provider qcode="x:1"><name>{story.outlet}</name>'
        f"</provider><versionCreated>{story.iso}</versionCreated><firstCreated>{story.iso}</firstCreated>"
        f'<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><urgency>3</urgency><contentCreated>{story.iso}'
        f"</contentCreated><by>{story.author}</by><headline>{story.title}</headline><slugline>BRIDGE</slugline>"
        f'<language tag="en"/></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html '
        f'xmlns="http://www.w3.org/1999/xhtml"><head><title>{story.title}</title></head><body>{story.html}</body></html>'
        "</inlineXML></contentSet></newsItem>"
        for story in stories
    )
    return (
        (
            '<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header>'
            f"<sent>2021-04-30T00:00:00Z</sent></header><itemSet>{items}</itemSet></newsMessage>"
        ).encode(),
        "",
        numbered(stories),
    )


def newsml_1(stories: list[Story]) -> Made:
    items = "".join(
        f"<NewsItem><Identification><NewsIdentifier><ProviderId>made-up.com</ProviderId><DateId>{story.day:%Y%m%d}</DateId>"
        f'<NewsItemId>BRIDGE-{story.number}</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>'
        "<PublicIdentifier>x</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><NewsItemType "
        f'FormalName="News"/><FirstCreated>{story.moment:%Y%m%dT%H%M%S}+0000</FirstCreated><ThisRevisionCreated>'
        f'{story.moment:%Y%m%dT%H%M%S}+0000</ThisRevisionCreated><Status FormalName="Usable"/><Urgency FormalName="4"/>'
        f'</NewsManagement><NewsComponent><Role FormalName="Main"/><AdministrativeMetadata><Provider>'
        f'<Party FormalName="{story.outlet}"/></Provider></AdministrativeMetadata>'
        f"<NewsComponent><NewsLines><HeadLine>{story.title}"
        f"</HeadLine><ByLine>By {story.author}</ByLine></NewsLines><ContentItem><DataContent><nitf><body><body.content>"
        f"{story.html}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem>"
        for story in stories
    )
    return (
        (
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd"><NewsML><Catalog '
            f'Href="x.xml"/><NewsEnvelope><DateAndTime>20210430T000000+0000</DateAndTime></NewsEnvelope>{items}</NewsML>'
        ).encode(),
        "",
        numbered(stories),
    )


def ninjs_1(stories: list[Story]) -> Made:
    [story] = stories
    return as_json(
        {
            "uri": f"urn:made-up:{story.number}", "type": "text", "mimetype": "text/plain", "version": "1",
            "versioncreated": story.iso, "pubstatus": "usable", "urgency": 3, "language": "en",
            "headline": story.title, "byline": f"By {story.author}", "slugline": "BRIDGE",
            "copyrightholder": story.outlet, "body_xhtml": f"<div>{story.html}</div>", "body_text": story.text,
        }
    )  # fmt: skip


def ninjs_2(stories: list[Story]) -> Made:
    [story] = stories
    return as_json(
        {
            "uri": f"urn:made-up:{story.number}", "standard": {"name": "ninjs", "version": "2.0"}, "type": "text",
            "firstcreated": story.iso, "versioncreated": story.iso, "pubstatus": "usable", "by": story.author,
            "headlines": [{"role": "main", "contenttype": "text/plain", "value": story.title}],
            "bodies": [{"role": "main", "contenttype": "text/html", "value": story.html}],
            "infosources": [{"uri": "x:1", "name": story.outlet}],
        }
    )  # fmt: skip


def ninjs_3(stories: list[Story]) -> Made:
    [story] = stories
    return as_json(
        {
            "uri": f"urn:made-up:{story.number}", "standard": {"name": "ninjs", "version": "3.0"}, "type": "text",
            "firstCreated": story.iso, "versionCreated": story.iso, "contentCreated": story.iso, "by": story.author,
            "headlines": [{"role": "main", "value": story.title}],
            "bodies": [{"role": "main", "contentType": "text/html", "value": story.html}],
            "infoSources": [{"uri": "x:1", "name": story.outlet}],
        }
    )  # fmt: skip


def ap(stories: list[Story]) -> Made:
    items = [
        {
            "meta": {"products": []},
            "item": {
                "uri": f"https://api.example/{story.number}", "altids": {"itemid": str(story.number)}, "version": 0,
                "type": "text", "versioncreated": story.iso, "firstcreated": story.iso, "pubstatus": "usable",
                "headline": story.title, "bylines": [{"by": f"By {story.author}", "title": "Made Up"}],
                "copyrightnotice": "Copyright 2021", "provider": story.outlet,
                "main": {"nitf": f"<block>{story.html}</block>", "words": 155},
            },
        }
        for story in stories
    ]  # fmt: skip
    return json.dumps({"id": "1", "data": {"updated": "x", "items": items}}).encode(), "", numbered(stories)


def rcv1(stories: list[Story]) -> Made:
    [story] = stories
    return (
        (
            f'<?xml version="1.0" encoding="iso-8859-1" ?><newsitem itemid="{story.number}" date="{story.day}" '
            f'xml:lang="en"><title>UK: {story.title}.</title><headline>{story.title}</headline><byline>{story.author}'
            f"</byline><dateline>{story.place.upper()} {story.day}</dateline><text>"
            f"{story.html.replace('“', '&quot;').replace('”', '&quot;')}</text><copyright>(c) 2021</copyright>"
            f'<metadata><codes class="bip:topics:1.0"><code code="GPOL"><editdetail/></code></codes><dc '
            f'element="dc.date" value="{story.day}"/><dc element="dc.source" value="{story.outlet}"/></metadata>'
            "</newsitem>"
        ).encode("iso-8859-1"),
        "",
        [""],
    )


def iptc_7901(stories: list[Story]) -> Made:
    frames = [
        f"\x01MUW{story.number:04d} 4 pol 155 MUW /MUW-BRIDGE\r\n\x02{story.title}\r\n"
        + "\r\n".join("\r\n".join(indented("   ", paragraph)) for paragraph in story.paragraphs)
        + f"\r\n\x03\r\n{story.day:%d}0930 GMT {story.day:%b %y}\r\n\x04"
        for story in stories
    ]
    return "".join(frames).encode("cp1252"), "author outlet", numbered(stories)


def anpa(stories: list[Story]) -> Made:
    [story] = stories
    lines = "\r\n".join("\r\n".join(indented("\t", paragraph)) for paragraph in story.paragraphs)
    return (
        (
            f"\x16\x16\x01mu{story.number:04d}\x1f\r\nr n BC-Bridge {story.day:%m-%d} 0155\r\n\x02^BC-Bridge\r\n"
            f"^{story.title}<\r\n^By {story.author.upper()}=\r\n{lines}\r\n\x03\r\n"
            f"{story.day:%m-%d-%y} 0930GMT\r\n\x04"
        ).encode("cp1252"),
        "outlet",
        ["#1"],
    )
