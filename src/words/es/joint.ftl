# On the page of a campaign that is one with those of other coalitions.
joint-heading = Junto con
joint-total = { $count ->
    [one] Ha firmado cerca de { $count } persona en total
   *[other] Han firmado cerca de { $count } personas en total
}
joint-count = { $count ->
    [one] { $count } firma allí
   *[other] { $count } firmas allí
}
# The desk.
joint-title = Campañas conjuntas
joint-intro = Varias coaliciones, cada una con su propia página y sus propias firmas, y un solo número en todas las páginas. Quién firmó solo lo sabe la coalición donde firmó.
joint-none = Aquí todavía no hay nada.
joint-led = Las que dirigimos
joint-others = Las que dirigen otras
joint-state-invited = Invitada
joint-state-joined = Participa
joint-state-declined = Rechazó
joint-state-left = Ya no participa
joint-invite-heading = Invitar a una coalición
joint-invite-warning = Verán el nombre de nuestra campaña. Si participan, las dos páginas nombran ambas campañas, todo el mundo puede ver que vamos juntas, y se les dice cuántas personas han firmado aquí.
joint-invite-campaign = Nuestra campaña
joint-invite-partner = Dirección de la coalición
joint-invite-send = Invitar
joint-no-campaign = Solo puede participar una campaña que reúne apoyos, y ahora no hay ninguna.
joint-accept-campaign = Nuestra campaña que participa
joint-accept-warning = Si participamos, las dos páginas nombran ambas campañas. A la coalición que dirige se le dice cuántas personas firman con nosotras, y un esbozo borroso con el que quien firmó en las dos cuenta una vez. No se dice ningún nombre, ninguna dirección ni nada más de una persona.
joint-approve = Otras personas deben aprobarlo antes de que nuestra campaña figure junto a otra. Hasta entonces no se avisa a nadie.
joint-accept = Participar
joint-decline = Rechazar
joint-leave = Dejar de participar
joint-remove = Sacarla
joint-take-back = Retirar la invitación
joint-done = Hecho.
