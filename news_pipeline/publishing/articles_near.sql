-- Parameters: latitude, longitude, km. A point per article: its nearest place. Great-circle distance, haversine formula.
WITH measured AS (
    SELECT places.article_id, places.name AS place, places.admin1, places.country_code, places.place_confidence, places.mention_count,
        12742 * asin(least(1, sqrt(
            pow(sin(radians(places.latitude - (latitude)) / 2), 2)
            + cos(radians(latitude)) * cos(radians(places.latitude)) * pow(sin(radians(places.longitude - (longitude)) / 2), 2)
        ))) AS distance_km
    FROM article_places AS places
),
nearest AS (
    SELECT * FROM measured
    WHERE distance_km <= (km)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY distance_km, place) = 1
)
SELECT nearest.article_id, articles.title, articles.published_date, articles.outlet, nearest.place, nearest.admin1, nearest.country_code,
    round(nearest.distance_km, 1) AS distance_km, nearest.place_confidence, nearest.mention_count
FROM nearest
JOIN articles ON articles.article_id = nearest.article_id
WHERE articles.is_current
ORDER BY nearest.distance_km, nearest.article_id
