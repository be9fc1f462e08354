# Calls for solidarity and ideas, between coalitions.
exchange-title = Calls and ideas
exchange-lead = What coalitions that work with { $name } ask for, and what worked for them.
exchange-none = There is no open call.
exchange-all = Show all
exchange-kinds = Kinds
exchange-kind-legal-aid = Legal aid
exchange-kind-translation = Translation
exchange-kind-witnesses = Witnesses and observers
exchange-kind-mirror = Hosting a mirror
exchange-kind-funds = Money
exchange-kind-other = Something else
exchange-kind-idea = An idea that worked
exchange-state-open = Open
exchange-state-answered = Answered
exchange-state-closed = Closed
exchange-by = By { $name }
exchange-until = Until { $name }
exchange-languages = Answers in:
exchange-adopted = { $count ->
    [one] Taken up once
   *[other] Taken up { $count } times
}
exchange-desk-title = Exchange
exchange-desk-lead = Calls and ideas that reached you, and your own.
exchange-open-calls = Calls that reached you
exchange-own-calls = Your own
exchange-no-own = You have published none.
exchange-new = Publish a call or an idea
exchange-new-kind = What for
exchange-new-title = Title
exchange-new-text = Text
exchange-new-text-hint = Markdown. Do not write what puts somebody in danger.
exchange-new-language = Language of the text
exchange-new-sectors = Fields of work
exchange-new-languages = Languages in which you understand an answer
exchange-new-languages-hint = Tags with commas between them, like en, es
exchange-new-until = Last day
exchange-new-until-hint = Like 2027-03-01. May stay empty.
exchange-new-no-language = Choose the language of the text.
exchange-new-no-day = Write the day like 2027-03-01, or leave it empty.
exchange-new-not-language = “{ $name }” is not a language. Write en, es, pt-BR.
exchange-new-no-title = Give it a title.
exchange-new-readers = Who can read it
exchange-new-everybody = Everybody
exchange-new-partners = Only followers and partners
exchange-new-consequence = It goes to everybody who follows the coalition, and to every partner in the directory. A partner shows it if it lists or follows us as well. It cannot be called back.
exchange-publish = Publish
exchange-read = Read it where it was published
exchange-messages = Messages
exchange-no-message = There is no message yet.
exchange-private = Only you and they can read this.
exchange-answer = Answer
exchange-answer-text = Your answer
exchange-answer-hint = Only the coalition that you answer can read it, and those who run its server.
exchange-answer-send = Send in private
exchange-settle = How far it has come
exchange-mark-answered = It was answered
exchange-mark-closed = Close it
exchange-mark-open = It asks again
exchange-adopt = Take it up
exchange-adopt-handle = Handle of the new campaign
exchange-adopt-handle-hint = Small letters, digits, _ and -, as in clean-river
exchange-adopt-words = A word to whose idea it is
exchange-adopt-what-happens = It becomes the draft of a campaign here, which names its source. They are told in private.
exchange-taken-up = We took up your idea. Thank you.
exchange-answer-together = Where two or more must approve, nobody answers alone in the coalition’s name. What you write becomes a draft that others read. When enough have approved it, it goes to the coalition that you answer, and to nobody else.
exchange-adopt-together = It becomes the draft of a campaign here, which names its source. What its source is told becomes a draft as well: it hears of it when enough people have approved that.
exchange-adopt-button = Make a draft of it
exchange-took-it-up = took up your idea
exchange-done-published = Published.
exchange-done-answered = Sent. Only they can read it.
exchange-done-settled = Saved. Everybody who had it is told.
exchange-done-adopted = The draft is written. Nobody outside can see it.
exchange-done-there = You had sent just that already. It stands below, and nothing was sent again.
exchange-done-taken = That campaign has taken up this idea already. Nothing new was made.
exchange-we = What we have done
exchange-we-answered = <a>We have answered this call.</a>
exchange-we-took-up = We have taken up this idea:
exchange-we-wait = Waiting for approval:
exchange-inspired = After an idea of { $name }:
# The same for the exchange.
exchange-card-open = { $count ->
    [0] No open call
    [one] { $count } open call or idea
   *[other] { $count } open calls and ideas
}
