# On the page of a campaign that is one with those of other coalitions.
joint-heading = Kasama ang
joint-total = { $count ->
    [one] Mga { $count } tao na ang lumagda sa kabuuan
   *[other] Mga { $count } tao na ang lumagda sa kabuuan
}
joint-count = { $count ->
    [one] { $count } ang lumagda roon
   *[other] { $count } ang lumagda roon
}
# The desk.
joint-title = Magkasamang kampanya
joint-intro = Ilang koalisyon, bawat isa may sariling pahina at sariling mga lumagda, at iisang bilang sa lahat ng pahina. Kung sino ang lumagda ay alam lamang ng koalisyon kung saan sila lumagda.
joint-none = Wala pa rito.
joint-led = Pinamumunuan namin
joint-others = Pinamumunuan ng iba
joint-state-invited = Inanyayahan
joint-state-joined = Kasali
joint-state-declined = Tumanggi
joint-state-left = Hindi na kasali
joint-invite-heading = Mag-anyaya ng koalisyon
joint-invite-warning = Makikita nila ang pangalan ng aming kampanya. Kung sasali sila, babanggitin ng dalawang pahina ang dalawang kampanya, makikita ng lahat na magkasama tayo, at sasabihin sa kanila kung ilan ang lumagda rito.
joint-invite-campaign = Aming kampanya
joint-invite-partner = Address ng koalisyon
joint-invite-send = Anyayahan sila
joint-no-campaign = Kampanyang nangangalap ng suporta lamang ang puwedeng sumali, at wala ngayon.
joint-accept-campaign = Aming kampanyang sasali
joint-accept-warning = Kung sasali kami, babanggitin ng dalawang pahina ang dalawang kampanya. Sasabihin sa koalisyong namumuno kung ilan ang lumagda sa amin, kasama ang malabong guhit para isang beses lang mabilang ang lumagda sa dalawa. Walang pangalan, walang address, at wala nang iba pa tungkol sa isang tao ang sasabihin.
joint-approve = Kailangang aprubahan muna ng iba bago itabi ang kampanya natin sa iba. Hanggang doon, walang sasabihan.
joint-accept = Sumali
joint-decline = Tanggihan
joint-leave = Huwag nang sumali
joint-remove = Alisin sila
joint-take-back = Bawiin ang anyaya
joint-done = Tapos na.
