desk-you = Nagtatrabaho ka rito bilang { $role } ng { $coalition }.
desk-nobody-follows = Wala pang sumusunod.
desk-reach = { $followers } sa { $servers }.
desk-followers = { $count } tagasunod
desk-servers = { $count } server
desk-write = Sumulat ng pahayag
desk-no-statement = Wala pang pahayag.
desk-no-server = Walang ibang server na mahahatiran
desk-edit = Baguhin
desk-withdraw = Bawiin
desk-state-draft = Burador
desk-state-published = Nailathala
desk-state-edited = Binago
desk-state-withdrawn = Binawi
desk-done-published = Nailathala na.
desk-done-changed = Nailathala na ang pagbabago.
desk-done-withdrawn = Nabawi na.
desk-on-its-way =
    { $count ->
        [0] Wala pang ibang server na sumusunod.
       *[other] Papunta na ito sa { $count } server.
    }
desk-correct = Itama
desk-done-corrected = Nailathala na ang pagtatama.
