# Letters of people to decision-makers.
letter-heading = Write to those who decide
letter-hint = One letter each, sent from here in their office hours, with your name.
letter-count = { $count ->
    [one] One letter was written.
   *[other] { $count } letters were written.
}
letter-write-to = Write to { $name }
letter-title = A letter to { $name }
letter-text = This is what the campaign writes
letter-name = Your name
letter-name-hint = { $name } reads it under the letter
letter-address = Your e-mail address
letter-address-hint = You get a mail there with the whole letter. Nothing is sent before you confirm
letter-own-words = Your own words, if you like
letter-own-words-hint = Up to 1,500 characters. They stand above the text of the campaign
letter-may-reply = { $name } sees my address and can answer me
letter-consent = I want this letter to be sent with my name on it
letter-consent-missing = Say that you want it to be sent
letter-name-missing = Write your name
letter-name-long = Shorten your name to 120 characters or fewer
letter-own-words-long = Shorten your own words to 1,500 characters or fewer
letter-address-wrong = This is not an e-mail address that mail can be sent to. It looks like name@example.org
letter-send = Go on
letter-privacy = Your name, address and words are kept sealed until the letter is sent, and erased then. That you have written is remembered by a number that nobody can read back, so that each person writes once.
letter-wait-title = Many people write right now
letter-full = So much mail waits here that no more can be written at the moment. Nothing of your letter was kept. Try again in an hour.
letter-asked-title = Look into your mailbox
letter-asked = If this address can get mail, there will be one from us in a few minutes, with the letter in it. Open the link to confirm it. Without that nothing is sent, and everything is erased after two days.
letter-confirm-title = Send this letter?
letter-confirm-changed = The campaign has changed its words since we wrote to you. This is the letter as it would go now. Please read it again.
letter-confirm-from = From { $name }
letter-confirm-subject = Subject: { $name }
letter-reply-yes = Your address stands in the letter, so that you can be answered.
letter-reply-no = Your address does not stand in the letter. You cannot be answered.
letter-confirm-button = Send it
letter-withdraw-button = Erase it
letter-planned-title = Your letter will be sent
letter-planned = It goes in the office hours of { $name }: { $time }.
letter-planned-look = <a>Read it again, or erase it</a> while it waits. The link in the mail leads there too.
letter-waits-title = Your letter waits
letter-erased-title = Your letter is erased
letter-erased = Nothing of it is kept here.
letter-stale-title = This link does not work any more
letter-stale = It is too old, was cut off on its way, or the letter was confirmed or erased. Nothing was changed.
letter-mail-subject = Your letter to { $name }
letter-mail-asked = Somebody, hopefully you, wants to send this letter to { $name }. Please read it.
letter-mail-confirm = Open this to send it or to erase it, within two days:
letter-mail-twice = You have written to { $name } in this campaign already. Each person writes once, so this letter is not sent.
letter-mail-not-sent = Your letter to { $name } was not sent: the campaign is over, or letters to them go to another address now. If people can still write to them on the page of the campaign, you can write anew.
letter-mail-not-you = If it was not you, do nothing. Nothing is sent, and everything is erased.
letter-mail-note = { $name } wrote this letter in a campaign of { $coalition } and confirmed it from their own mailbox.
# At the desk.
letter-desk-title = Letters
letter-desk-none = Nobody can be written to yet.
letter-desk-who = To whom
letter-desk-counts = Letters
letter-desk-numbers = { $sent } sent, { $waiting } on the way, { $asked } not confirmed
letter-desk-troubles = { $refused } refused by the mailbox, { $failed } could not be sent
letter-desk-back = { $count ->
    [one] { $count } came back or is late
   *[other] { $count } came back or are late
}
letter-desk-came-back = Came back, { $when }:
letter-desk-late = Late, still tried, { $when }:
letter-desk-closed = Closed
letter-desk-close = Take no more letters
letter-desk-new = Let people write to somebody
letter-desk-new-hint = The campaign must address them by this name. Their address is kept sealed, and shown on this page alone.
letter-desk-campaign = Handle of the campaign
letter-desk-name = Name of the decision-maker
letter-desk-address = Their e-mail address
letter-desk-language = Language of the letter
letter-desk-subject = Subject
letter-desk-words = Text of the letter
letter-desk-words-hint = [name] stands for the name of the writer
letter-desk-zone = Their time zone
letter-desk-zone-hint = Like Asia/Manila or Europe/Budapest
letter-desk-days = Working days
letter-desk-days-hint = Numbers from 1, Monday, to 7, with commas between
letter-desk-from = Office hours from
letter-desk-until = Office hours until
letter-desk-per-hour = Letters in an hour at most
letter-desk-save = Save
letter-desk-saved = People can write to them now.
letter-desk-was-closed = No more letters are taken. Those that were confirmed still go.
