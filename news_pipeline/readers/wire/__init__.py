"""What news agencies send: NITF and NewsML-G2 (XML), and the text messages of IPTC 7901 and ANPA 1312."""
