desk-you = Vous travaillez ici avec le rôle « { $role } » chez { $coalition }.
desk-nobody-follows = Personne ne suit encore.
desk-reach = { $followers } sur { $servers }.
desk-followers =
    { $count ->
        [one] { $count } personne suit
       *[other] { $count } personnes suivent
    }
desk-servers =
    { $count ->
        [one] { $count } serveur
       *[other] { $count } serveurs
    }
desk-write = Écrire un communiqué
desk-no-statement = Il n’y a pas encore de communiqué.
desk-no-server = Aucun autre serveur à atteindre
desk-edit = Modifier
desk-withdraw = Retirer
desk-state-draft = Brouillon
desk-state-published = Publié
desk-state-edited = Modifié
desk-state-withdrawn = Retiré
desk-done-published = Publié.
desk-done-changed = La modification est publiée.
desk-done-withdrawn = Retiré.
desk-on-its-way =
    { $count ->
        [0] Aucun autre serveur ne suit encore.
        [one] En route vers { $count } serveur.
       *[other] En route vers { $count } serveurs.
    }
desk-correct = Corriger
desk-done-corrected = La correction est publiée.
