"""When an article was published and updated.

gather.py collects the candidates; choice.py states the rules and chooses. Below them: strings to dates (readings.py,
clock.py, periods.py, relative.py, calendars.py, words.py), places of a text (candidates.py, text_candidates.py), the
clock of the outlet (instants.py, zones.py). Dates marked in HTML are in page/.
"""
