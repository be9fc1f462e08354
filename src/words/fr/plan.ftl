plan-list-title = Campagnes
plan-list-empty = Il n’y a pas encore de campagne.
plan-ended = Terminée : passez à l’étape suivante
plan-new = Écrire une campagne
plan-followers = { $count ->
    [0] Personne ne suit encore
    [one] Une personne suit
   *[other] { $count } personnes suivent
}
plan-servers = { $count ->
    [0] Suivie depuis aucun autre serveur
    [one] Suivie depuis un autre serveur
   *[other] Suivie depuis { $count } autres serveurs
}
plan-changed = Modifiée le { $when }
plan-all = Toutes les campagnes
plan-edit = Modifier
plan-look = Comment elle apparaît
plan-public-page = Page publique
plan-milestones-reached = { $count ->
    [one] { $reached } étape atteinte sur { $count }
   *[other] { $reached } étapes atteintes sur { $count }
}
plan-steps = Prochain pas
plan-steps-hint = Chacun demande d’abord, et dit ce qu’il fait.
plan-over = La campagne est close, et le reste.
plan-said = Ce qui a été dit
plan-nothing-said = Rien n’y a encore été dit.
plan-write-coalition = Écrire au nom de la coalition
plan-write-campaign = Écrire au nom de la campagne
plan-by-campaign = Dit par la campagne
plan-by-coalition = Dit par la coalition
plan-is-key = En tête
plan-pin = Le mettre en tête
plan-delivery = Distribution
plan-edit-said = Modifier
plan-withdraw-said = Retirer
plan-no-server = Aucun autre serveur à atteindre
plan-outcome = Distribués : { $delivered } ; en attente : { $waiting } ; refusés : { $refused }
plan-done-saved = Enregistré.
plan-done-step = C’est fait. Tout le monde peut le voir.
plan-done-published = Publié.
plan-done-pinned = C’est maintenant en tête de la campagne.
plan-new-title = Nouvelle campagne
plan-edit-title = Modifier la campagne
plan-name = Nom
plan-name-hint = Court, comme on le dira
plan-handle = Identifiant
plan-handle-hint = On la suit par ce nom : lettres minuscules, chiffres, _ et -, comme riviere-propre. Il est fixé quand la campagne s’ouvre.
plan-handle-fixed = Son identifiant est { $handle } et le reste.
plan-handle-wrong = Choisissez un autre identifiant : 1 à 30 lettres minuscules, chiffres, _ ou -. Certains noms sont réservés.
plan-language = Langue de ces textes
plan-goal = But
plan-goal-hint = Ce qui doit être atteint, en une phrase
plan-demands = Ce qui est exigé
plan-demands-hint = Une exigence par ligne. Les lignes vides ne comptent pas.
plan-demand = Exigence { $count }
plan-more-demands = Ajouter des exigences
plan-addressed = De qui
plan-addressed-hint = Celles et ceux qui peuvent en décider, avec leur fonction si cela aide.
plan-asked = Personne qui décide { $count }
plan-office = Fonction de la personne qui décide { $count }
plan-more-addressed = Ajouter des personnes qui décident
plan-about = Pourquoi
plan-about-hint = Une ligne vide commence un paragraphe. **gras**, *italique*, - pour une liste, [mots](adresse) pour un lien.
plan-time = De quand à quand
plan-starts = Premier jour
plan-ends = Dernier jour
plan-day-hint = Comme 2026-12-01
plan-milestones = Étapes
plan-milestones-hint = Des points sur le chemin : un jour, ou un nombre de soutiens. Cochez celles qui sont atteintes.
plan-milestone = Étape { $count }
plan-milestone-day = Son jour
plan-milestone-supporters = Soutiens nécessaires
plan-milestone-reached = Elle est atteinte
plan-more-milestones = Ajouter des étapes
plan-sectors = Domaines d’action
plan-sectors-hint = Ils permettent de trouver la campagne.
plan-tags = Mots-clés
plan-tags-hint = D’autres mots sans espaces, séparés par des virgules : eau, barrage
plan-regions = Régions
plan-regions-hint = Des pays comme HU, des parties comme HU-BU, ou des numéros de l’ONU comme 150, séparés par des virgules
plan-reads = Langues de ses gens
plan-reads-hint = Ce que ses gens lisent et écrivent.
plan-donations = Façons de donner de l’argent
plan-donations-hint = Plusieurs valent mieux qu’une : chacune peut être coupée. Une adresse https, ou une adresse payto, bitcoin ou monero.
plan-donation = Nom de la façon { $count }
plan-link = Adresse de la façon { $count }
plan-more-donations = Ajouter des façons
plan-mirrors = Copies ailleurs
plan-mirrors-hint = Où lire la même chose si ce serveur est injoignable. Adresses https ou onion.
plan-mirror = Copie { $count }
plan-more-mirrors = Ajouter des copies
plan-nothing-yet = Rien n’est encore enregistré. La page suivante montre comment elle apparaîtra.
plan-changed-meanwhile = Quelqu’un d’autre a modifié cette campagne depuis que vous avez ouvert le formulaire. Regardez ce qu’elle dit maintenant : ce que vous enregistrez prend sa place.
plan-look-title = Voici comment elle apparaîtra
plan-from = À partir du { $name }
plan-until = Jusqu’au { $name }
plan-supporters = { $count ->
    [one] Un soutien
   *[other] { $count } soutiens
}
plan-reached = Atteinte
plan-give = Faire un don
plan-change = Revenir et modifier
plan-back = Retour à la campagne
plan-save = Enregistrer le brouillon
plan-save-public = Publier la modification
plan-only-desk = Seules les personnes qui travaillent ici la voient. Rien ne quitte ce serveur avant l’ouverture de la campagne.
plan-goes-nowhere = Aucun autre serveur ne la suit encore. Elle apparaît tout de suite sur la page publique, et tout le monde peut la copier.
plan-goes-to = { $count ->
    [one] Ceci part vers un serveur et ne peut pas être rappelé.
   *[other] Ceci part vers { $count } serveurs et ne peut pas être rappelé.
}
plan-goes-more = Ce qu’elle disait avant peut rester sur d’autres serveurs. Personne ne lit qui l’a modifiée.
plan-step-title = { $name } ?
plan-step-open = L’ouvrir à tout le monde
plan-step-gather-again = Recueillir de nouveau des soutiens
plan-step-delivered = Les exigences sont remises
plan-step-answered = Une réponse a été donnée
plan-step-won = La campagne est gagnée
plan-step-lost = La campagne est perdue
plan-step-closed = La clore
plan-open-public = Désormais tout le monde peut voir la campagne, et rien ne la cache de nouveau.
plan-open-handle = Elle reçoit un compte à elle que l’on peut suivre : { $name }. Ce nom est fixé pour de bon.
plan-open-after = Ce qu’elle dit peut encore être modifié ; chaque modification se voit. Personne ne lit qui l’a ouverte.
plan-close-for-good = Elle ne dit plus rien et ne rouvre jamais. Sa page reste lisible.
plan-step-stays = Le pas figure sur sa page avec la date d’aujourd’hui et y reste.
plan-step-keep = Pas maintenant
plan-step-not-yet = Ce pas ne peut pas encore être fait
plan-step-meanwhile = La campagne a fait un autre pas depuis que vous avez ouvert la page. Rien n’a été fait.
plan-source = L’idée qu’elle reprend
plan-discard = Jeter ce brouillon
plan-discard-title = Jeter ce brouillon ?
plan-discard-gone = Tout ce qui y était écrit est perdu pour de bon. Personne à l’extérieur ne l’a vu.
plan-discard-handle = Le nom { $name } est de nouveau libre.
