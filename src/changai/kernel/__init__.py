"""Mechanisms that know Django and no domain: places, parties, access, vault, audit, actions, screens, …"""
