event-when = Kailan
event-where = Saan
event-online = Mula sa malayo
event-when-open = { $day }, { $from } ({ $zone })
event-when-day = { $day }, { $from } hanggang { $until } ({ $zone })
event-when-days = { $day } { $from } hanggang { $until } ({ $zone })
event-cancelled = Kinansela ang kaganapang ito.
event-by = Kaganapan ng { $name }
event-about = Ang mangyayari
event-answers = Sino ang darating
event-answers-yes = { $count ->
    [0] Wala pang nagsabing darating.
   *[other] { $count } tao ang nagsabing darating.
}
event-answers-maybe = Baka may { $count } pang dumating.
event-answers-how = Sabihing darating ka mula sa Mobilizon o ibang server para sa mga kaganapan. Ang bilang ang itinatago namin, at walang listahan ng mga tao.
event-yours-yes = Sinabi mong darating ka.
event-yours-maybe = Sinabi mong baka dumating ka.
event-yours-none = Hindi ka pa sumasagot.
event-yes = Darating ako
event-maybe = Baka dumating ako
event-no = Hindi ako darating
event-yours-hidden = Bilang lang ang nakikita ng iba, at walang nakakakita ng pangalan mo.
event-sign-in = Ang mga miyembro ay <a>mag-sign in</a>, saka bumalik sa pahinang ito at sumagot sa isang pindot.
event-note-answer = Sabihin kung darating ka:
event-ways-accounts = May account:
event-ways-guests = Sa form:
event-calendar = Ilagay ito sa kalendaryo mo
event-post = Basahin at ipasa ang post tungkol dito
event-list = Mga kaganapan
event-list-of = Mga kaganapan: { $name }
event-list-none = Walang darating na kaganapan.
event-list-calendar = Sundan ang mga kaganapang ito sa kalendaryo mo
event-called-off = Kinansela: { $name }
event-coming = Mga darating na kaganapan
event-past = Mga natapos nang kaganapan
event-all = Lahat ng kaganapan
event-new = Tawagin ang mga tao sa isang kaganapan
event-none-yet = Wala pang kaganapan.
event-edit = Baguhin ang kaganapan
event-read = Basahin ito
event-form-caller = Sino ang tumatawag
event-form-name = Ang tawag dito
event-form-starts = Kailan ito magsisimula
event-form-clock = Ayon sa oras ng lugar, gaya ng 2026-12-05T14:00
event-form-ends = Kailan ito matatapos
event-form-optional = Iwang walang laman kung walang nakaaalam
event-form-zone = Time zone ng lugar
event-form-zone-hint = Gaya ng Europe/Budapest o Asia/Manila
event-form-no-zone = Walang ganoong time zone. Isulat ito gaya ng Europe/Budapest.
event-form-no-start = Isulat ang araw at oras kung kailan ito magsisimula, gaya ng 2026-12-05T14:00.
event-form-no-end = Isulat ang araw at oras kung kailan ito matatapos, gaya ng 2026-12-05T16:00, o iwang walang laman.
event-form-place = Lugar
event-form-address = Address
event-form-online = Link para sa mga sasali mula sa malayo
event-form-online-hint = Nagsisimula sa https://
event-form-about = Ang mangyayari
event-form-about-hint = Sa Markdown
event-form-language = Wika
event-form-goes = { $count ->
    [0] Inilalathala ito. Wala pang ibang server na sumusunod. Hindi na ito mababawi, makakansela lang.
   *[other] Pupunta ito sa { $count } server. Hindi na ito mababawi, makakansela lang.
}
event-form-change = Malalaman ng lahat ng nasabihan ang pagbabago.
event-form-call = Ilathala at tumawag
event-form-save = Ilathala ang pagbabago
event-form-back = Bumalik sa mga kaganapan
event-cancel = Kanselahin ito
event-cancel-ask = Kakanselahin ba ang kaganapang ito?
event-cancel-goes = { $count ->
    [0] Sasabihin ng pahina na hindi ito matutuloy.
   *[other] Sasabihin ng pahina na hindi ito matutuloy, at { $count } server ang sasabihan.
}
