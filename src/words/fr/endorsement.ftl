endorsement-by = Avec le soutien de :
endorsement-and-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
endorsement-heading = Qui le soutient
endorsement-count = { $count ->
    [one] { $count } organisation le soutient
   *[other] { $count } organisations le soutiennent
}
endorsement-since = Depuis le { $when }
endorsement-proven = Avec sa signature
endorsement-unproven = Dit sur son propre serveur, sans signature
endorsement-earlier = A soutenu une version antérieure
endorsement-withdrawn = Retiré le { $when }
endorsement-check = <a>Lire les copies signées</a>
endorsement-title = Soutiens
endorsement-intro = Des organisations donnent leur nom à une version d’un texte. Quand le texte change, on leur demande de nouveau.
endorsement-received = De nos communiqués et campagnes
endorsement-given = Des communiqués et campagnes des autres
endorsement-none = Il n’y a encore rien ici.
endorsement-state-asked = Demandé
endorsement-state-offered = Attend une décision
endorsement-state-accepted = Accepté
endorsement-state-declined = Refusé
endorsement-state-withdrawn = Retiré
endorsement-state-replaced = Remplacé
endorsement-accept = Accepter
endorsement-decline = Refuser
endorsement-remove = Ne plus le montrer
endorsement-withdraw = Retirer
endorsement-renew = Soutenir la version actuelle
endorsement-endorse = Le soutenir
endorsement-look-title = Ce à quoi vous mettriez notre nom
endorsement-look-there = Le lire sur leur serveur
endorsement-look-bound = Notre signature vaut exactement pour ces mots. S’ils changent, elle ne compte plus.
endorsement-look-words = Les mots
endorsement-look-digest = Empreinte de cette version :
endorsement-look-sign = Soutenir ces mots
endorsement-look-approve = D’autres doivent approuver avant que notre nom y figure. Vous remettez exactement ces mots.
endorsement-look-hand-in = Le remettre pour approbation
endorsement-look-back = Revenir sans rien signer
endorsement-offer-heading = Soutenir quelque chose des autres
endorsement-offer-address = Adresse du communiqué ou de la campagne
endorsement-offer-hint = Comme votre navigateur la montre, avec https:// devant
endorsement-offer-warning = Les personnes qui nous suivent voient que nous l’avons partagé, et tout le monde peut y voir notre nom.
endorsement-invite-heading = Demander à un partenaire
endorsement-invite-object = Adresse de notre communiqué ou campagne
endorsement-invite-partner = Adresse du partenaire
endorsement-invite-send = Demander
endorsement-done = C’est fait.
endorsement-done-plain = Il est noté que vous les sollicitez. Leur serveur ne connaît pas les soutiens, donc rien n’a été envoyé. Demandez-leur autrement de répondre au communiqué avec #{ $tag } ou de le partager ; vous le confirmez ensuite ici.
