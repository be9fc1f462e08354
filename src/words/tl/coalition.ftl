coalition-title = { $name }: mga pahayag
coalition-followers =
    { $count ->
        [0] Wala pang sumusunod
       *[other] <strong>{ $count }</strong> ang sumusunod
    }
coalition-writes-in = Nagsusulat sa { $languages }
coalition-campaigns = Mga kampanya
coalition-no-statement = Wala pang pahayag dito.
coalition-statements-by = Mga pahayag ng { $name }
coalition-link-verified = Kinumpirma ng pahinang iyon, { $day }
