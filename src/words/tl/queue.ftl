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
