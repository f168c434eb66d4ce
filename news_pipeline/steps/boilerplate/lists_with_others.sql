-- Documents with a long list of authors, of sites whose long lists hold others.
SELECT listed_authors.article_id
FROM listed_authors
JOIN document_sites ON document_sites.article_id = listed_authors.article_id
JOIN sites_listing_others ON sites_listing_others.site = document_sites.site
GROUP BY listed_authors.article_id
HAVING count(*) >= any_value(sites_listing_others.long_list)
