"""Where an article was published: its address, and the outlet behind it.

urls.py has rules on one address, known_outlets.py looks up outlets.csv; address_choice.py and outlet_choice.py choose.
Hosts and registered domains are in shared/domains.py.
"""
