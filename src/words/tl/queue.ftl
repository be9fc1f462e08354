queue-title = Mga pila
queue-out = Ihahatid
queue-in = Ilalapat
queue-aside = Itinabi
queue-oldest = Mula { $when } pa naghihintay ang pinakalumang paghahatid.
queue-lanes = Mga server na may naghihintay
queue-well = Walang naghihintay, at walang server na may problema.
queue-waiting = { $count ->
    [0] Walang naghihintay.
   *[other] { $count } paghahatid ang naghihintay.
}
queue-failures = Nabigo ang huling { $count } subok.
queue-lane-oldest = Pinakaluma mula { $when }
queue-lane-next = Susunod na subok sa { $when }
queue-lane-success = Huling naabot noong { $when }
queue-lane-never = Hindi pa naabot kailanman
queue-retry = Subukan ngayon
queue-drop = Itapon ang naghihintay
queue-more = At { $count } pang server.
queue-aside-heading = Itinabi
queue-aside-none = Walang itinabi.
queue-aside-lead = Galing ito sa ibang server at hindi mailapat. Maaaring gumana ito pagkatapos i-update ang server na ito.
queue-requeue = Subukan ulit
queue-retried = { $count } paghahatid ang sinusubukan ngayon.
queue-dropped = { $count } paghahatid ang itinapon.
queue-requeued = Sinusubukan ito ulit.
queue-nothing = Wala nang naghihintay para sa { $name }.
queue-drop-title = Itatapon ba ang naghihintay para sa server na ito?
queue-drop-count = { $count } paghahatid ang hindi na kailanman makararating sa server na ito. Hindi na ito mababawi.
queue-drop-why = Hindi makikita ng mga tao roon ang mga nasabi, nabago o binawi sa panahong ito. Kung patay lang ang server, maghintay: sinusubukan ito ulit sa loob ng 7 araw.
queue-drop-go = Itapon ito
queue-keep = Panatilihin ito
queue-held-back = Mga server na labis magpadala
queue-held-back-lead = Sa nakaraang oras, nagpadala sila ng higit sa maaaring ipadala ng isang server, at pinakiusapang ipadala ang iba sa ibang pagkakataon. Kung ito ay pag-atake, harangin ang server.
queue-held-back-count = { $count ->
    [one] Isang beses pinigilan.
   *[other] { $count } beses pinigilan.
}
queue-mails = Mga mail na ipapadala
queue-mails-failed = Mga mail na nabigo
queue-mails-heading = Mga mail na may problema
queue-mails-off = Walang ipinapadalang mail: walang nakalagay na mail server sa mga setting.
queue-mails-relay = Walang tinatanggap na mail ang mail server mula { $when }:
queue-mails-well = Walang mail na may problema.
queue-mails-lead = Hindi ipinapakita rito kung para kanino ang mga ito. Hindi aalis ang nabigong mail hangga’t hindi sinusubukan ulit.
queue-mails-retry = Subukan lahat ngayon
queue-mails-more = { $count ->
    [one] At isa pang mail.
   *[other] At { $count } pang mail.
}
queue-mails-retried = { $count ->
    [0] Walang mail na susubukan.
    [one] Isang mail ang sinusubukan ngayon.
   *[other] { $count } mail ang sinusubukan ngayon.
}
queue-mail-waits = Naghihintay; susunod na subok sa { $when }.
queue-mail-failed = Nabigo.
queue-mail-tries = { $count ->
    [one] Isang beses sinubukan.
   *[other] { $count } beses sinubukan.
}
queue-mail-answer = Sagot ng mail server:
queue-mail-written = Isinulat noong { $when }
queue-mail-drop = Itapon ang mail na ito
queue-mail-gone = Wala nang problema ang mail na ito.
queue-mail-drop-title = Itatapon ba ang mail na ito?
queue-mail-drop-now = Hindi na ito kailanman ipapadala. Hindi na ito mababawi.
queue-mail-drop-why = Walang darating sa naghihintay nito, at kailangan nilang hingin ito ulit.
queue-mail-dropped = Naitapon ang mail.
queue-mail-pledge = Kumpirmasyon ng isang pirma
queue-mail-guest = Kumpirmasyon ng pagdalo sa isang kaganapan
queue-mail-subscription = Kumpirmasyon ng newsletter
queue-mail-letter-check = Kumpirmasyon ng isang liham
queue-mail-letter = Liham sa nagpapasya
queue-mail-newsletter = Newsletter
queue-mail-test = Pagsubok ng mail server
