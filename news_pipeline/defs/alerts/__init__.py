"""Tells people what went wrong, by e-mail or webhook: settings, what is news, messages, and the sensor.

Off unless the environment names where to send. It is the one place of the run time that opens connections.
"""
