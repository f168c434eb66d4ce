-- Group and story of each article; copies inherit the story of their group's canonical article.
SELECT members.article_id, members.duplicate_group_id, members.is_canonical, story_members.story_id
FROM group_members AS members
JOIN group_members AS canonical ON canonical.duplicate_group_id = members.duplicate_group_id AND canonical.is_canonical
JOIN story_members ON story_members.article_id = canonical.article_id
