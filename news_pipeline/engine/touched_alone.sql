-- For sets that touch nobody else.
SELECT key FROM touched
