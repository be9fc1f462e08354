# Signing a campaign.
pledge-standing = { $count ->
    [one] { $count } person stands behind this
   *[other] { $count } people stand behind this
}
pledge-goal = Next goal: { $count }
pledge-others = { $count ->
    [one] and { $count } other
   *[other] and { $count } others
}
# The same two for a campaign of several coalitions, whose number is an estimate.
pledge-standing-about = { $count ->
    [one] About { $count } person stands behind this
   *[other] About { $count } people stand behind this
}
pledge-others-about = { $count ->
    [one] and about { $count } other
   *[other] and about { $count } others
}
pledge-heading = Sign this
pledge-hint = No account needed. You get one mail with a link, and only when you open it does your signature count.
pledge-name = Your name
pledge-mail = Your e-mail address
pledge-mail-hint = For the link that confirms. It is never shown.
pledge-own-signed = You have signed this
pledge-own-hint = You are signed in, so one tap is enough: your signature counts at once.
pledge-shown = What may others see of your name?
pledge-shown-hidden = Nothing: I am only counted
pledge-shown-initials = The first letters
pledge-shown-name = My name
pledge-place = Where you are
pledge-optional = You can leave this empty.
pledge-comment = Why you sign
pledge-comment-hint = You can leave this empty. It is not shown.
pledge-trap = Leave this empty
pledge-consent = I stand behind this, and agree that { $name } keeps my signature until I erase it.
pledge-send = Sign
pledge-privacy-sealed = What you write is sealed at once, so that this server cannot read it again. Only { $name } can, with a key that is kept elsewhere. The mail has a link that erases everything.
pledge-privacy = Your address is not kept: only a fingerprint of it, so that you count once. Of your name only what you allow above is kept. The mail has a link that erases everything.
pledge-name-missing = Write your name
pledge-name-long = Your name is too long. Shorten it
pledge-place-long = The place is too long. Shorten it
pledge-comment-long = This is too long. Shorten it to 500 characters
pledge-mail-wrong = This is not an e-mail address that mail can be sent to. It looks like name@example.org
pledge-shown-missing = Choose what others may see of your name
pledge-consent-missing = Tick that you agree. Without it nothing is kept
pledge-wait-title = Many people sign right now
pledge-wait = Please wait five seconds, then press the button. What you wrote is not lost.
pledge-wait-button = Sign
pledge-wait-privacy = Nothing of what you wrote is kept here before you press it.
pledge-asked-title = Look into your mailbox
pledge-asked = If this address can get mail, there will be one from us in a few minutes. Open the link in it: only then does your signature count. Otherwise it is erased after two days.
pledge-asked-junk = Nothing came? Look into the junk folder, then try again.
pledge-confirm-title = Confirm your signature
pledge-confirm = Do you stand behind “{ $name }”?
pledge-confirm-button = Yes, count me
pledge-confirm-not-you = If it was not you who signed, close this page. It will be erased.
pledge-counts-title = Thank you. You count
pledge-counts = You stand behind <a>{ $name }</a> now.
pledge-counts-share = <a>Pass it on</a>: each of us brings another.
pledge-counts-erase = You can <a>take it back</a> at any time.
pledge-erase-title = Take your signature back?
pledge-erase = It no longer counts, and nothing of what you wrote is kept.
pledge-erase-button = Erase my signature
pledge-erased-title = Your signature is erased
pledge-erased = Nothing of it is kept here any more.
pledge-stale-title = This link does not work any more
pledge-stale = It is too old, was used already, or was cut off on its way. Nothing was changed. If you have confirmed, you count.
pledge-over-title = Nobody can sign here at present
pledge-over = This campaign takes no signatures by this form now. Nothing was counted, and nothing of what you wrote is kept.
pledge-full-title = Too many people sign at this moment
pledge-full = Nothing of what you wrote was kept. Please come back in an hour, or sign from Mastodon if you have an account there.
pledge-mail-subject = { $name }: please confirm your signature
pledge-mail-asked = Somebody, hopefully you, signed “{ $name }” with this address.
pledge-mail-shown = Others will see: { $name }
pledge-mail-hidden = Your name is shown to nobody.
pledge-mail-confirm = Open this to confirm, within two days:
pledge-mail-erase = To take it back and erase everything, now or later, open:
pledge-mail-not-you = If it was not you, do nothing. It does not count, and is erased after two days.
pledge-mail-twice-subject = { $name }: you have signed already
pledge-mail-twice = You have signed “{ $name }” already. You count once, and nothing was changed.
# At the desk.
pledge-desk-title = Signatures
pledge-desk-none = There is no campaign that anybody could sign yet.
pledge-desk-numbers-only = Numbers only: nobody here can see who signed.
pledge-desk-campaign = Campaign
pledge-desk-all = All
pledge-desk-form = By form
pledge-desk-fediverse = From other servers
pledge-desk-members = Members
pledge-desk-elsewhere = At partners
pledge-desk-export = Take out (sealed)
pledge-desk-key-title = The key that signatures are sealed to
pledge-desk-key-none = There is none yet. Until there is one, nothing of what signers write is kept but the name that they want shown.
pledge-desk-key-is = Signatures are sealed to this key. Whoever holds its other half, and nobody else, can read them:
pledge-desk-key-how = Make a pair of keys on another machine, with “antiphon pledge key new” or “age-keygen”, and put only the public line here. Keep the private half away from this server, with a copy in a second place.
pledge-desk-key = The public key
pledge-desk-key-hint = One line that begins with age1
pledge-desk-key-save = Seal to this key from now on
pledge-desk-key-saved = Signatures are sealed to this key from now on. Earlier ones stay sealed to the key of their time.
pledge-names-title = Names that are shown
pledge-names-lead = Everybody reads these under the campaign. Take off what should not stand there, such as an insult: the signature goes on to count, and who signed is told nothing.
pledge-names-none = Nobody’s name is shown here.
pledge-names-hide = Hide this name
pledge-names-hidden = The name is shown no more. The signature counts as before.
pledge-names-pages = More names
pledge-names-newer = The newest names
pledge-names-older = Older names
