-- Documents of sites whose long lists of authors hold others; how long a list must be is asked of each by itself.
SELECT document_sites.article_id
FROM document_sites
JOIN sites_listing_others ON sites_listing_others.site = document_sites.site
