poll-title = Lumagda: { $name }
poll-option-named = Lumalagda ako, kasama ang pangalan ko
poll-option-hidden = Lumalagda ako, wala ang pangalan ko
poll-vote-here = Bumoto sa botohang ito at nakalagda ka na. Isang beses lang binibilang ang boto mo.
poll-who-sees = Lalabas lang ang pangalan mo sa pahina ng kampanya kung iyon ang pinili mo. Walang sinasabihan kung sino ang bumoto; ang nagpapatakbo lang ng server mo at ng amin ang maaaring makakita.
poll-heading = Lumagda mula sa Mastodon
poll-hint = Bumoto sa isang post ng kampanya gamit ang account mo, at nakalagda ka na. Sabihin kung nasaan ang account mo at ituturo namin ang daan.
poll-post = Ang post na bobotohan
poll-shown = Ang botohan
poll-several = Puwede kang pumili ng higit sa isa.
poll-votes = { $count ->
    [one] { $count } boto, { $percent } %
   *[other] { $count } boto, { $percent } %
}
poll-voters = { $count ->
    [0] Wala pang bumoboto.
    [one] { $count } tao ang bumoto.
   *[other] { $count } tao ang bumoto.
}
poll-counts-later = Ipapakita sa dulo ang pinili nila.
poll-until = Bukas hanggang { $when }.
poll-ended = Natapos: { $when }.
poll-over = Tapos na ito.
poll-signs = Ang bumoto rito ay pumipirma sa kampanyang <a>{ $campaign }</a>.
poll-vote = Bumoto mula sa sarili mong server
poll-vote-how = Bumoto gamit ang account na mayroon ka, sa Mastodon o ibang server. Sabihin kung nasaan ito, at ituturo namin ang daan. O hanapin doon ang address na ito:
poll-desk = Paglagda mula sa ibang server
poll-desk-signed =
    { $count ->
        [0] Wala pang lumagda sa botohan.
        [one] Isang tao ang lumagda sa botohan.
       *[other] { $count } tao ang lumagda sa botohan.
    }
poll-desk-closed = Sarado na ang botohan.
poll-desk-none = Makalalagda ang may account sa ibang server sa pagboto sa isang post ng kampanya. Wala pa ang post na iyon.
poll-desk-ask = Ilathala ang botohan
poll-desk-ask-hint = Makararating ito sa lahat ng sumusunod sa kampanya, at magtatapos kasabay nito.
poll-desk-asked = Nailathala na ang botohan.
