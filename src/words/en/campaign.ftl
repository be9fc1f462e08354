# How far a campaign has come.
campaign-state-draft = Draft
campaign-state-gathering = Gathering support
campaign-state-delivered = Delivered to those who decide
campaign-state-answered = Answered by those who decide
campaign-state-won = Won
campaign-state-lost = Lost
campaign-state-closed = Closed
campaign-state-ended = Signatures are closed
# The page of a campaign.
campaign-by = Campaign by <a>{ $coalition }</a>
campaign-from = From { $day }
campaign-until = Until { $day }
campaign-ended = Ended on { $day }
campaign-demands = What is demanded
campaign-of-whom = Of whom
campaign-in-short = In short
campaign-why = Why
campaign-way = On the way
campaign-supporters =
    { $count ->
        [one] { $count } supporter
       *[other] { $count } supporters
    }
campaign-reached = Reached
# Since when the campaign has been in a state.
campaign-since = Since { $when }
campaign-said = What was said
campaign-give = Give money
campaign-donate = Donate
campaign-mirrors = If this page cannot be reached
# Followed by codes of regions.
campaign-region = Region:
# On the printed leaflet, before the address.
campaign-pass-on = Read it, pass it on:
# What the lines of a campaign's profile on other servers are called.
campaign-line-state = State
campaign-line-asked = Asked of
campaign-line-until = Until
campaign-line-ended = Ended on
campaign-line-by = Run by
campaign-line-endorsed = Endorsed by
