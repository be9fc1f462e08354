withdraw-title = Bawiin: { $name }
withdraw-heading = Babawiin ba ang pahayag na ito?
withdraw-read = Basahin ito
withdraw-servers =
    { $count ->
        [0] Mawawala ito sa pampublikong pahina at hindi na maibabalik.
       *[other] Hihilingin namin sa { $count } server na burahin ito. Hindi na ito mababawi.
    }
withdraw-copies = Binubura ito ng karamihan ng server, pero walang makatitiyak na wala na ang bawat kopya. Sasabihin ng address nito na binawi ito, at kung kailan.
withdraw-do = Bawiin ito
withdraw-keep = Panatilihin ito
