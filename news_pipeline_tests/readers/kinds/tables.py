"""Tables and dumps, as pandas and MongoDB write them."""

import io
import json

import pandas as pd

from news_pipeline_tests.readers.kinds.story import Made, Story, numbered


def frame(stories: list[Story]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Headline": [story.title for story in stories],
            "Article Text": [story.text for story in stories],
            "published_date": pd.to_datetime([story.iso for story in stories]),
            "author": [[story.author] for story in stories],
            "publication": [story.outlet for story in stories],
            "views": [float("nan") for _ in stories],
        }
    )


def csv(stories: list[Story]) -> Made:
    return frame(stories).to_csv(index=True).encode(), "", numbered(stories)


def tsv(stories: list[Story]) -> Made:
    return frame(stories).to_csv(index=False, sep="\t").encode("utf-16"), "", numbered(stories)


def parquet(stories: list[Story]) -> Made:
    return frame(stories).to_parquet(), "", numbered(stories)


def feather(stories: list[Story]) -> Made:
    file = io.BytesIO()
    frame(stories).to_feather(file)
    return file.getvalue(), "", numbered(stories)


def _in_milliseconds(stories: pd.DataFrame) -> pd.DataFrame:
    """As pandas wrote moments until version 3."""
    return stories.assign(published_date=[int(moment.timestamp() * 1000) for moment in stories["published_date"]])


def pandas_json(stories: list[Story]) -> Made:
    return _in_milliseconds(frame(stories)).to_json(orient="records").encode(), "", numbered(stories)


def mongo(stories: list[Story]) -> Made:
    records = [
        {
            "_id": {"$oid": f"{story.number:024x}"},
            "headline": story.title,
            "content": story.text,
            "publishedOn": {"$date": {"$numberLong": str(int(story.moment.timestamp() * 1000))}},
            "byline": [{"firstName": story.author.split()[0], "lastName": story.author.split()[1]}],
            "outlet": story.outlet,
        }
        for story in stories
    ]
    return "\n".join(map(json.dumps, records)).encode(), "", numbered(stories)
