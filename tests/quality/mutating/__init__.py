"""Changing the text of the model a little, and looking whether a test notices.

``making`` lists what can be changed, ``interpreted`` has tests play without the compiler,
``reaching`` finds which tests run which lines, ``trying`` plays them against a changed module.
"""
