refusal-letter-not-addressed = Hindi hinihilingan ng kampanya si "{ $name }". Hinihilingan nito: { $list }.
refusal-letter-language = Hindi wika ang wika ng liham; isulat ang en, es, pt-BR.
refusal-letter-no-campaign = Pumili ng isa sa mga kampanya natin na hindi pa tapos.
refusal-letter-per-hour = 1 hanggang 600 liham ang puwedeng ipadala sa isang oras.
refusal-letter-zone = Hindi time zone ang "{ $name }"; isulat ang gaya ng Asia/Manila o Europe/Budapest.
refusal-letter-days = Isulat ang mga araw ng trabaho bilang numero mula 1, Lunes, hanggang 7, na may kuwit sa pagitan; kahit isa.
refusal-letter-hours = Nagsisimula ang oras ng opisina bago ito matapos, sa araw ding iyon, at tumatagal nang isang oras o higit pa.
