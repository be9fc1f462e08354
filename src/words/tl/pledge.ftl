pledge-standing = { $count ->
    [one] { $count } tao ang sumusuporta rito
   *[other] { $count } tao ang sumusuporta rito
}
pledge-goal = Susunod na target: { $count }
pledge-others = { $count ->
    [one] at { $count } pa
   *[other] at { $count } pa
}
pledge-standing-about = { $count ->
    [one] Mga { $count } tao ang sumusuporta rito
   *[other] Mga { $count } tao ang sumusuporta rito
}
pledge-others-about = { $count ->
    [one] at mga { $count } pa
   *[other] at mga { $count } pa
}
pledge-heading = Pumirma
pledge-hint = Hindi kailangan ng account. May darating na isang email na may link, at bibilangin lang ang pirma mo kapag binuksan mo iyon.
pledge-name = Pangalan mo
pledge-mail = Email address mo
pledge-mail-hint = Para sa link ng kumpirmasyon. Hindi ito ipinapakita kailanman.
pledge-own-signed = Pumirma ka na
pledge-own-hint = Naka-sign in ka, kaya isang pindot lang: bibilangin agad ang pirma mo.
pledge-shown = Ano ang puwedeng makita ng iba sa pangalan mo?
pledge-shown-hidden = Wala: bilangin lang ako
pledge-shown-initials = Ang mga inisyal
pledge-shown-name = Ang pangalan ko
pledge-place = Nasaan ka
pledge-optional = Puwedeng iwanang blangko.
pledge-comment = Bakit ka pumipirma
pledge-comment-hint = Puwedeng iwanang blangko. Hindi ito ipinapakita.
pledge-trap = Iwanang blangko ito
pledge-consent = Sinusuportahan ko ito, at pumapayag akong itago ng { $name } ang pirma ko hanggang burahin ko ito.
pledge-send = Pumirma
pledge-privacy-sealed = Agad na sinasarhan ang isinusulat mo, kaya hindi na ito mababasang muli ng server na ito. Ang { $name } lang ang makakabasa, gamit ang susing nakatago sa ibang lugar. May link sa email na nagbubura ng lahat.
pledge-privacy = Hindi itinatago ang address mo: bakas lang nito, para isang beses kang bilangin. Sa pangalan mo, iyon lang na pinayagan mo sa itaas ang itinatago. May link sa email na nagbubura ng lahat.
pledge-name-missing = Isulat ang pangalan mo
pledge-name-long = Masyadong mahaba ang pangalan. Paikliin ito
pledge-place-long = Masyadong mahaba ang lugar. Paikliin ito
pledge-comment-long = Masyadong mahaba. Paikliin sa 500 titik
pledge-mail-wrong = Hindi ito email address na puwedeng padalhan. Ganito ang anyo: pangalan@example.org
pledge-shown-missing = Piliin kung ano ang makikita ng iba sa pangalan mo
pledge-consent-missing = Lagyan ng tsek na pumapayag ka. Kung wala iyon, walang itatago
pledge-wait-title = Maraming tao ang pumipirma ngayon
pledge-wait = Maghintay ng limang segundo, saka pindutin ang button. Hindi nawawala ang isinulat mo.
pledge-wait-button = Pumirma
pledge-wait-privacy = Walang itinatago rito sa isinulat mo bago mo pindutin.
pledge-asked-title = Tingnan ang mailbox mo
pledge-asked = Kung nakakatanggap ng email ang address na ito, may darating mula sa amin sa loob ng ilang minuto. Buksan ang link doon: saka lang bibilangin ang pirma mo. Kung hindi, buburahin ito pagkaraan ng dalawang araw.
pledge-asked-junk = Walang dumating? Tingnan ang junk folder, saka subukang muli.
pledge-confirm-title = Kumpirmahin ang pirma mo
pledge-confirm = Sinusuportahan mo ba ang “{ $name }”?
pledge-confirm-button = Oo, bilangin ako
pledge-confirm-not-you = Kung hindi ikaw ang pumirma, isara ang pahinang ito. Buburahin ang lahat.
pledge-counts-title = Salamat. Bilang ka na
pledge-counts = Sinusuportahan mo na ang <a>{ $name }</a>.
pledge-counts-share = <a>Ipasa ito</a>: bawat isa ay nagdadala ng isa pa.
pledge-counts-erase = Puwede mo itong <a>bawiin</a> kahit kailan.
pledge-erase-title = Babawiin ang pirma mo?
pledge-erase = Hindi na ito bibilangin, at walang itatago sa isinulat mo.
pledge-erase-button = Burahin ang pirma ko
pledge-erased-title = Burado na ang pirma mo
pledge-erased = Wala nang itinatago rito tungkol doon.
pledge-stale-title = Hindi na gumagana ang link na ito
pledge-stale = Luma na ito, nagamit na, o naputol sa daan. Walang nabago. Kung nakapagkumpirma ka, bilang ka.
pledge-over-title = Walang makakapirma rito sa ngayon
pledge-over = Hindi tumatanggap ng pirma sa form na ito ang kampanya ngayon. Walang binilang, at walang itinago sa isinulat mo.
pledge-full-title = Masyadong maraming pumipirma ngayon
pledge-full = Walang itinago sa isinulat mo. Bumalik pagkaraan ng isang oras, o pumirma mula sa Mastodon kung may account ka roon.
pledge-mail-subject = { $name }: pakikumpirma ang pirma mo
pledge-mail-asked = May pumirma, sana ikaw, sa “{ $name }” gamit ang address na ito.
pledge-mail-shown = Makikita ng iba: { $name }
pledge-mail-hidden = Hindi ipinapakita kaninuman ang pangalan mo.
pledge-mail-confirm = Buksan ito para magkumpirma, sa loob ng dalawang araw:
pledge-mail-erase = Para bawiin ito at burahin ang lahat, ngayon o sa susunod, buksan:
pledge-mail-not-you = Kung hindi ikaw iyon, huwag gawin ang kahit ano. Hindi ito bibilangin, at buburahin pagkaraan ng dalawang araw.
pledge-mail-twice-subject = { $name }: nakapirma ka na
pledge-mail-twice = Nakapirma ka na sa “{ $name }”. Isang beses kang binibilang, at walang nabago.
pledge-desk-title = Mga pirma
pledge-desk-none = Wala pang kampanyang mapipirmahan.
pledge-desk-numbers-only = Mga bilang lang: walang sinuman dito ang makakakita kung sino ang pumirma.
pledge-desk-campaign = Kampanya
pledge-desk-all = Lahat
pledge-desk-form = Sa form
pledge-desk-fediverse = Mula sa ibang server
pledge-desk-members = Mga miyembro
pledge-desk-elsewhere = Sa mga katuwang
pledge-desk-export = Ilabas (nakasara)
pledge-desk-key-title = Ang susing pinagsasarhan ng mga pirma
pledge-desk-key-none = Wala pa. Hangga’t wala, walang itinatago sa isinusulat ng mga pumipirma maliban sa pangalang gusto nilang ipakita.
pledge-desk-key-is = Sa susing ito isinasara ang mga pirma. Ang may hawak lang ng kabila nitong kalahati ang makakabasa:
pledge-desk-key-how = Gumawa ng pares ng susi sa ibang makina, gamit ang “antiphon pledge key new” o “age-keygen”, at ang pampublikong linya lang ang ilagay rito. Itago ang pribadong kalahati malayo sa server na ito, na may kopya sa ibang lugar.
pledge-desk-key = Ang pampublikong susi
pledge-desk-key-hint = Isang linyang nagsisimula sa age1
pledge-desk-key-save = Dito na isara mula ngayon
pledge-desk-key-saved = Sa susing ito na isinasara ang mga pirma mula ngayon. Ang mga nauna ay nananatiling nakasara sa susi ng panahon nila.
pledge-names-title = Mga pangalang ipinapakita
pledge-names-lead = Nababasa ito ng lahat sa ilalim ng kampanya. Alisin ang hindi dapat naroon, gaya ng insulto: bibilangin pa rin ang pirma, at walang sasabihin sa pumirma.
pledge-names-none = Walang pangalang ipinapakita rito.
pledge-names-hide = Itago ang pangalang ito
pledge-names-hidden = Hindi na ipinapakita ang pangalan. Bilang pa rin ang pirma gaya ng dati.
pledge-names-pages = Iba pang pangalan
pledge-names-newer = Ang pinakabagong mga pangalan
pledge-names-older = Mas lumang mga pangalan
