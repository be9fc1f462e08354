people-title = Mga tao at tungkulin
people-invite = Mga hiling na sumali at imbitasyon
people-you = Ikaw ito
people-suspended = Suspendido mula { $when }
people-since = Narito mula { $when }
people-changed = Huling pagbabago noong { $when }
people-back = Lahat ng tao
people-role = Tungkulin
people-role-label = Ang tungkulin nila rito
people-role-hint = May bisa agad, pati sa mga bukas na sa kanila.
people-role-go = Baguhin ang tungkulin
people-role-done = May iba nang tungkulin si { $name }.
people-entry = Pag-sign in
people-out = Hindi sila makapag-sign in, at walang bukas para sa kanila.
people-let-back = Papasukin silang muli
people-back-done = Makapag-sign in na ulit si { $name }.
people-sessions = { $count ->
    [0] Hindi sila naka-sign in saanman.
   *[other] Naka-sign in sila sa { $count } device.
}
people-link = Gumawa ng sign-in link
people-link-once = Ngayon lang ipapakita ang link, at gagana nang isang beses sa loob ng dalawang araw.
people-link-care = Makapag-sign in ang may hawak nito bilang taong ito: ibigay ito sa ligtas na paraan.
people-end = Tapusin ang lahat ng session
people-end-done = Natapos na ang bawat session, app at link ni { $name }.
people-suspend = Suspendihin
people-suspend-title = Sususpendihin ba ang taong ito?
people-suspend-now = Masa-sign out sila agad saanman, at hindi na makapag-sign in.
people-suspend-more = Matatapos ang mga app, sign-in link at imbitasyon nila. Mananatili ang mga isinulat nila. Mapapapasok mo silang muli sa ibang pagkakataon; mananatiling tapos ang mga natapos.
people-suspend-go = Suspendihin sila
people-suspend-done = Hindi na makapag-sign in si { $name }.
people-keep = Walang gagawin
