account-you = Ikaw si { $name }, { $role } ng { $coalition }.
account-moving = Dalhin ang mga sinusundan at listahan mo, ipasok ang mga ito rito, o lumipat
account-no-password = Wala ka pang password: pumapasok ka sa pamamagitan ng mga link na ginagawa ng iba para sa iyo.
account-password = Ang iyong password
account-present-password = Ang kasalukuyan mong password
account-new-password = Bagong password
account-password-effect = Dahil sa bagong password, masa-sign out ka sa lahat ng iba pang device at sa lahat ng app.
account-change-password = Palitan ang password
account-set-password = Itakda ang password
account-second-step = Ikalawang hakbang
account-authenticator-on = Kapag nag-sign in ka gamit ang password mo, hihingan ka rin ng code mula sa authenticator mo.
account-codes-left =
    { $count ->
        [0] Wala nang natitirang recovery code.
       *[other] May { $count } natitirang recovery code.
    }
account-authenticator-why = Ang authenticator ay isang app sa telepono mo na nagpapakita ng bagong code tuwing 30 segundo. Dahil dito, walang mabubuksan ang ninakaw na password kung mag-isa lang.
account-new-codes = Gumawa ng bagong mga recovery code
account-turn-off = Patayin ito
account-turn-on = Paganahin ito
account-set-up = Mag-set up ng authenticator
account-sessions = Kung saan ka naka-sign in
account-sessions-known = Alam namin kung kailan ginawa ang isang session, at wala kaming alam tungkol sa device o lugar.
account-this-device = Ang device na ito.
account-by-link = Mula { $since }, sa pamamagitan ng link. Magtatapos sa { $until }.
account-by-password = Mula { $since }, gamit ang password. Magtatapos sa { $until }.
account-end = Tapusin ito
account-since = (mula { $when })
account-end-others = Mag-sign out sa lahat ng iba pa
account-authenticator-how = Buksan ang authenticator mo, magdagdag ng account nang mano-mano, at i-type ang susing ito. O buksan ang address sa ibaba sa device na kinaroroonan ng authenticator.
account-key = Susi
account-address = Address
account-authenticator-effect = Walang magbabago hangga’t hindi tama ang code. Pagkatapos ay masa-sign out ka sa lahat ng iba pang device at sa lahat ng app.
account-code-hint = Ang anim na numerong ipinapakita ngayon ng authenticator mo
account-not-now = Hindi muna ngayon
account-codes-title = Mga recovery code
account-codes-heading = Ang iyong mga recovery code
account-codes-how = Bawat isa ay magpapapasok sa iyo nang isang beses kapalit ng code, sakaling mawala ang authenticator mo. Isulat ang mga ito at itago kung saan walang tumitingin: ngayon lang ipapakita ang mga ito.
account-codes = Mga code
account-codes-done = Naisulat ko na ang mga ito
account-done-password = Napalitan na ang password mo. Naka-sign out ka na sa lahat ng iba pa.
account-done-off = Patay na ang authenticator. Sapat na ang password mo para makapasok.
account-done-ended = Tapos na. Hindi na magagamit ang mga tinapos.
account-not-yours = Hindi ito ang password mo. I-type ang ginagamit mo sa pag-sign in.
account-fault-password-blank = Ilagay ang bagong password.
