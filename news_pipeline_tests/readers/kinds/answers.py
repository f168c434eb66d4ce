"""Answers of APIs, and feeds."""

import json

from news_pipeline_tests.readers.kinds.story import Made, Story, numbered, set_lines


def guardian(stories: list[Story]) -> Made:
    results = [
        {
            "id": "news/1", "type": "article", "sectionId": "news", "sectionName": "News", "webTitle": story.title,
            "webPublicationDate": story.iso, "webUrl": story.url, "apiUrl": "https://api.example/1", "isHosted": False,
            "fields": {"headline": story.title, "byline": story.author, "body": story.html, "bodyText": story.text,
                       "publication": story.outlet},
        }
        for story in stories
    ]  # fmt: skip
    return json.dumps({"response": {"status": "ok", "total": 2, "results": results}}).encode(), "", numbered(stories)


def nyt(stories: list[Story]) -> Made:
    docs = [
        {
            "abstract": story.paragraphs[0], "web_url": story.url, "snippet": story.paragraphs[0][:80],
            "lead_paragraph": story.text, "source": story.outlet, "pub_date": f"{story.day}T09:30:00+0000",
            "headline": {"main": story.title, "kicker": None, "print_headline": "x"}, "document_type": "article",
            "byline": {"original": f"By {story.author}", "person": [], "organization": None}, "word_count": 155,
            "_id": "nyt://article/1", "keywords": [{"name": "subject", "value": "Bridges"}],
        }
        for story in stories
    ]  # fmt: skip
    answer = {"copyright": "Copyright (c) 2021", "response": {"docs": docs, "meta": {"hits": 2}}}
    return json.dumps(answer).encode(), "", numbered(stories)


def newsapi(stories: list[Story]) -> Made:
    articles = [
        {"source": {"id": None, "name": story.outlet}, "author": story.author, "title": story.title,
         "description": story.paragraphs[0], "url": story.url, "urlToImage": None, "publishedAt": story.iso,
         "content": story.text}
        for story in stories
    ]  # fmt: skip
    answer = {"status": "ok", "totalResults": len(articles), "articles": articles}
    return json.dumps(answer).encode(), "", numbered(stories)


def json_feed(stories: list[Story]) -> Made:
    [story] = stories
    items = [{"id": story.url, "url": story.url, "title": story.title, "content_html": story.html,
              "date_published": story.iso, "authors": [{"name": story.author}]}]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": story.outlet, "items": items}
    return json.dumps(feed).encode(), "", ["#1"]


def chronicling(stories: list[Story]) -> Made:
    [story] = stories
    items = [{"sequence": 1, "title": f"{story.outlet}. [volume]", "date": f"{story.day:%Y%m%d}", "publisher": "A. P.",
              "ocr_eng": "\n".join(set_lines(story.text, 40)), "url": "https://api.example/1.json"}]  # fmt: skip
    return json.dumps({"totalItems": 1, "items": items}).encode(), "title author", ["#1"]


def elastic(stories: list[Story]) -> Made:
    hits = [{"_index": "news", "_id": str(story.number), "_score": 1.0, "_source": {
        "title": story.title, "body": story.text, "timestamp": int(story.moment.timestamp()), "author": story.author,
        "outlet": story.outlet, "url": story.url}} for story in stories]  # fmt: skip
    return json.dumps({"took": 1, "hits": {"total": {"value": 2}, "hits": hits}}).encode(), "", numbered(stories)


def wordpress(stories: list[Story]) -> Made:
    posts = [{"id": story.number, "date": f"{story.day}T09:30:00", "date_gmt": "x", "link": story.url,
              "status": "publish", "type": "post", "title": {"rendered": story.title},
              "content": {"rendered": story.html, "protected": False}, "author": 3,
              "_embedded": {"author": [{"id": 3, "name": story.author}]}} for story in stories]  # fmt: skip
    return json.dumps(posts).encode(), "outlet", numbered(stories)


def rss(items: str, outlet: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/'
        'content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
        f'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>{outlet}</title><link>https://example.com</link>'
        f"<language>en</language>{items}</channel></rss>"
    ).encode()


def item(story: Story, more: str = "") -> str:
    return (
        f"<item><title>{story.title}</title><link>{story.url}</link><pubDate>{story.moment:%a, %d %b %Y %H:%M:%S} +0000"
        f"</pubDate><dc:creator><![CDATA[{story.author}]]></dc:creator><description>In short</description>"
        f"<content:encoded><![CDATA[{story.html}]]></content:encoded>{more}</item>"
    )


def wordpress_export(stories: list[Story]) -> Made:
    [story] = stories
    more = "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
    return rss(item(story, more), story.outlet), "", ["#1"]


def rss_media(stories: list[Story]) -> Made:
    [story] = stories
    more = (
        '<media:content url="https://example.com/a.jpg" medium="image"><media:title>A picture</media:title>'
        "<media:credit>Somebody Else</media:credit></media:content>"
    )
    return rss(item(story, more), story.outlet), "", ["#1"]
