coalition-title = { $name } : communiqués
coalition-followers =
    { $count ->
        [0] Personne ne suit encore
        [one] <strong>{ $count }</strong> personne suit
       *[other] <strong>{ $count }</strong> personnes suivent
    }
coalition-writes-in = Écrit en { $languages }
coalition-campaigns = Campagnes
coalition-no-statement = Il n’y a pas encore de communiqué ici.
coalition-statements-by = Communiqués de { $name }
coalition-link-verified = Confirmé par cette page, { $day }
