# The directory of coalitions and campaigns, its page and its desk.
directory-title = Coalitions and campaigns
directory-lead = They work together with { $name }. Each of them agreed to stand here.
directory-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
directory-none = Nobody stands here yet.
directory-none-found = Nobody stands here under these words.
directory-by-sector = By field of work
directory-by-region = By region
directory-by-language = By language
directory-by-state = By how far a campaign has come
directory-all = Show all
directory-coalition = Coalition
directory-campaign = Campaign
directory-follow = Follow from your server
directory-follow-of = : { $name }
directory-regions = Regions:
directory-languages = Languages:
directory-follow-all = Follow all of them at once
directory-follow-all-hint = Copy this address into the search field of a Mastodon server, version 4.6 or later:
directory-logo = Logo of { $name }
directory-desk-title = Directory
directory-desk-lead = Coalitions and campaigns that you show to your readers. Nobody is shown without their consent, and nobody shows yours without your own.
directory-ask-heading = Ask somebody
directory-ask-label = Coalition or campaign
directory-ask-hint = A handle like @coalition@example.org, or the address of their page
directory-ask-what-happens = They get a signed request. They are shown as soon as they agree.
directory-ask-button = Ask for consent
directory-requests = Who wants to show yours
directory-no-request = Nobody has asked.
directory-request-of = wants to show { $name }
directory-request-shows = shows { $name }
directory-accept = Let them
directory-decline = Say no
directory-revoke = Take it back
directory-entries = Known coalitions and campaigns
directory-candidates = Known, and not asked yet
directory-own = Yours
directory-show-own = Show in the directory
directory-hide-own = Do not show
directory-remove = Take out
directory-ask-again = Ask
directory-state-candidate = Not asked
directory-state-asked = Asked, no answer yet
directory-state-listed = Shown
directory-state-declined = Said no
directory-state-withdrawn = Took their consent back
directory-lists = Lists of partners
directory-lists-lead = Partners publish signed lists of whom they show. A list only tells you whom you might ask.
directory-no-list = No partner publishes a list yet.
directory-list-read = Read
directory-list-never = Not read yet.
directory-list-trouble = Could not be read: { $name }
directory-look = Read it now
directory-trust = Ask everybody it names
directory-distrust = Ask nobody by itself
directory-named = Named by partners
directory-open-heading = May others show yours?
directory-is-open = Others may ask. Those whom you follow or show get a yes at once; the others wait for you here.
directory-is-closed = Nobody may show yours, and nobody can ask.
directory-close = Let nobody show ours
directory-close-consequence = Everything that you allowed is taken back. It cannot be undone: others have to ask again.
directory-reopen = Let others ask
directory-describe-heading = What your coalition works on
directory-describe-sectors = Fields of work
directory-describe-regions = Regions
directory-describe-regions-hint = Codes with commas between them: a country like HU, a part of one like HU-BU
directory-describe-languages = Languages
directory-describe-languages-hint = Tags with commas between them, like en, es
directory-describe-save = Save
directory-done-asked = They were asked. They are shown when they agree.
directory-done-listed = They are shown now.
directory-done-removed = They are shown no more.
directory-done-accepted = They may show yours.
directory-done-declined = They may not show yours.
directory-done-changed = Saved.
directory-done-read = The list was read.
directory-to-page = Look at the public page
# On the picture that chats show beside a link to the directory.
directory-card-coalitions = { $count ->
    [one] { $count } coalition
   *[other] { $count } coalitions
}
directory-card-campaigns = { $count ->
    [one] { $count } campaign
   *[other] { $count } campaigns
}
