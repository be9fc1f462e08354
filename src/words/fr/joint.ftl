# On the page of a campaign that is one with those of other coalitions.
joint-heading = Ensemble avec
joint-total = { $count ->
    [one] Environ { $count } personne a signé, toutes pages réunies
   *[other] Environ { $count } personnes ont signé, toutes pages réunies
}
joint-count = { $count ->
    [one] { $count } signature là-bas
   *[other] { $count } signatures là-bas
}
# The desk.
joint-title = Campagnes communes
joint-intro = Plusieurs coalitions, chacune avec sa page et ses signataires, et un seul nombre sur toutes les pages. Seule la coalition chez qui une personne a signé sait qui elle est.
joint-none = Il n’y a encore rien ici.
joint-led = Menées par nous
joint-others = Menées par d’autres
joint-state-invited = Invitée
joint-state-joined = Participe
joint-state-declined = A refusé
joint-state-left = Ne participe plus
joint-invite-heading = Inviter une coalition
joint-invite-warning = Elle voit le nom de notre campagne. Si elle participe, les deux pages nomment les deux campagnes, tout le monde peut voir que nous sommes ensemble, et on lui dit combien de personnes ont signé ici.
joint-invite-campaign = Notre campagne
joint-invite-partner = Adresse de la coalition
joint-invite-send = Inviter
joint-no-campaign = Seule une campagne qui rassemble des soutiens peut participer, et il n’y en a pas en ce moment.
joint-accept-campaign = Notre campagne qui participe
joint-accept-warning = Si nous participons, les deux pages nomment les deux campagnes. La coalition qui mène apprend combien de personnes signent chez nous, avec une esquisse floue grâce à laquelle qui a signé aux deux endroits compte une fois. Aucun nom, aucune adresse ni rien d’autre d’une personne n’est dit.
joint-approve = D’autres doivent approuver avant que notre campagne figure à côté d’une autre. D’ici là, personne n’est prévenu.
joint-accept = Participer
joint-decline = Refuser
joint-leave = Ne plus participer
joint-remove = La retirer
joint-take-back = Retirer l’invitation
joint-done = C’est fait.
