people-title = Personnes et rôles
people-invite = Demandes et invitations
people-you = C’est vous
people-suspended = Suspension depuis le { $when }
people-since = Ici depuis le { $when }
people-changed = Dernier changement le { $when }
people-back = Toutes les personnes
people-role = Rôle
people-role-label = Son rôle ici
people-role-hint = Il vaut tout de suite, aussi dans ce que cette personne a déjà ouvert.
people-role-go = Changer le rôle
people-role-done = { $name } a maintenant un autre rôle.
people-entry = Connexion
people-out = Cette personne ne peut pas se connecter et n’a rien d’ouvert.
people-let-back = La réadmettre
people-back-done = { $name } peut de nouveau se connecter.
people-sessions = { $count ->
    [0] Aucune session n’est ouverte.
    [one] Une session est ouverte sur un appareil.
   *[other] Des sessions sont ouvertes sur { $count } appareils.
}
people-link = Créer un lien de connexion
people-link-once = Le lien n’est montré que maintenant et fonctionne une fois, dans les deux jours.
people-link-care = Qui l’a se connecte comme cette personne : remettez-le par une voie sûre.
people-end = Mettre fin à toutes les sessions
people-end-done = Toutes les sessions, applications et liens de { $name } ont pris fin.
people-suspend = Suspendre
people-suspend-title = Suspendre cette personne ?
people-suspend-now = Ses sessions sont fermées partout tout de suite, et elle ne peut plus se connecter.
people-suspend-more = Ses applications, liens de connexion et invitations prennent fin. Ce qu’elle a écrit reste. Vous pourrez la réadmettre plus tard ; ce qui a pris fin ne revient pas.
people-suspend-go = La suspendre
people-suspend-done = { $name } ne peut plus se connecter.
people-keep = Ne rien faire
