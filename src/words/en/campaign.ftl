# How far a campaign has come.
campaign-state-draft = Draft
campaign-state-gathering = Gathering support
campaign-state-delivered = Delivered to those who decide
campaign-state-answered = Answered by those who decide
campaign-state-won = Won
campaign-state-lost = Lost
campaign-state-closed = Closed
