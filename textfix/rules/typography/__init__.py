"""How a profile has sound text set: the typography of the locale, or one plain form."""
