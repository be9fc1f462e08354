delivery-title = Distribution : { $name }
delivery-heading = Distribution
delivery-back = Retour au bureau
delivery-none = Il n’y avait aucun autre serveur à atteindre.
delivery-delivered = Distribués
delivery-waiting = En attente
delivery-refused = Refusés
delivery-outcome = Distribués : { $delivered } ; en attente : { $waiting } ; refusés : { $refused }
delivery-progress =
    { $count ->
        [one] Distribué à { $done } serveur sur { $count }
       *[other] Distribué à { $done } serveurs sur { $count }
    }
delivery-counted = Compté le { $when }
delivery-count-again = Compter de nouveau
delivery-missing = Serveurs qui ne l’ont pas
delivery-server = Serveur
delivery-happened = Ce qui s’est passé
delivery-next = Prochain essai
delivery-tries =
    { $count ->
        [one] ({ $count } essai)
       *[other] ({ $count } essais)
    }
delivery-no-more = Plus aucun
delivery-more = Et { $count } de plus.
delivery-again = Les serveurs en attente sont réessayés pendant 7 jours, avec des pauses de plus en plus longues.
delivery-why-gone = La boîte de réception n’existe plus
delivery-why-expired = Il n’a pas pu être joint pendant 7 jours
delivery-why-dropped = Il a été retiré de la liste ici
delivery-why-not-yet = Son tour n’est pas encore venu
delivery-why-unreached = Il n’a pas pu être joint
delivery-why-not-accepted = Il n’accepte pas les messages de cette coalition
delivery-why-too-long = Le communiqué est trop long pour lui
delivery-why-wait = Il nous a demandé d’attendre
delivery-why-fault = Il a lui-même une panne
delivery-why-refused = Il a refusé le communiqué
delivery-answer = { $why }, réponse { $status }
