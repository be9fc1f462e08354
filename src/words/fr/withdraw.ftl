withdraw-title = Retirer : { $name }
withdraw-heading = Retirer ce communiqué ?
withdraw-read = Le lire
withdraw-servers =
    { $count ->
        [0] Il disparaît de la page publique et ne pourra pas être rétabli.
        [one] Nous demandons à { $count } serveur de le supprimer. C’est irréversible.
       *[other] Nous demandons à { $count } serveurs de le supprimer. C’est irréversible.
    }
withdraw-copies = La plupart des serveurs le suppriment, mais personne ne peut garantir que toutes les copies ont disparu. Son adresse dira qu’il a été retiré, et quand.
withdraw-do = Le retirer
withdraw-keep = Le garder
