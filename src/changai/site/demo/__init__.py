"""The demo district: made-up people and employers whose figures are those of the Xian'an report.

Generated as the spreadsheets that an office would hand in, then brought in through the product's own import.
Everything follows from seed, number of workers and as-of date.
"""
