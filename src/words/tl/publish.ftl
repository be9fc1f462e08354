publish-check = Suriin bago ilathala
publish-check-change = Suriin ang pagbabago
publish-nobody-follows = <strong>Wala pang ibang server na sumusunod.</strong> Lalabas ito agad sa pampublikong pahina, at makokopya ito ng sinuman.
publish-goes-to = Pupunta ito sa { $count } server at hindi na mababawi.
publish-can-read = Mababasa ito roon ng { $count } tagasunod.
publish-earlier-text = Maaaring patuloy na ipakita ng ibang server ang naunang teksto. Mananatiling pampubliko rito ang lahat ng bersyon.
publish-copies-stay = Mababago o mababawi mo ito sa ibang pagkakataon, pero maaaring may maiwang mga kopya.
publish-signed-by = Hindi ipinapakita ang pangalan mo: nilagdaan ito ng { $coalition }.
publish-preview = Ganito ang magiging hitsura nito
publish-to =
    { $count ->
        [0] Ilathala
       *[other] Ilathala sa { $count } server
    }
publish-change-to =
    { $count ->
        [0] Ilathala ang pagbabago
       *[other] Ilathala ang pagbabago sa { $count } server
    }
publish-go-back = Bumalik at baguhin ito
