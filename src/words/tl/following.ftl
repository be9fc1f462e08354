# Kung sino ang sinusundan ng koalisyon, ano ang ipinapasa nito at sinasagot.
following-title = Sinusundan
following-follow = Sundan ang isang tao
following-whom = Sino
following-whom-hint = Gaya ng @pangalan@server.example, o ang address ng pahina nila.
following-do-follow = Sundan
following-of = Sinusundan ng { $name }
following-nobody = Wala pa.
following-asked = Hiniling, wala pang sagot
following-do-unfollow = Huwag nang sundan
following-boost = Ipasa ang isang post
following-post = Address ng post
following-post-hint = Nagsisimula sa https://. Kopyahin mula sa browser.
following-do-boost = Ipasa
following-boosted = Naipasa
following-do-unboost = Bawiin
following-answer = Sagutin ang isang post
following-text = Ang sagot
following-do-answer = Sumagot sa publiko
following-hand-in-hint = Aaprubahan ito ng iba bago lumabas.
following-do-hand-in = Isumite para suriin
following-answers = Sumasagot sa
following-fault-nothing = Walang ganyan sa address na iyan, o hindi para sa lahat.
following-fault-unreached = Hindi sumagot ang ibang server. Subukan muli mamaya.
following-fault-empty = Isulat ang sagot.
following-boost-hint =
    { $count ->
        [0] Wala pang pupuntahan: walang ibang server na sumusunod.
        [one] Pupunta ito sa { $count } server.
       *[other] Pupunta ito sa { $count } server.
    }
following-answer-hint =
    { $count ->
        [0] Walang ibang server na sumusunod; matatanggap ito ng sinasagot ninyo, at hindi na mababawi.
        [one] Pupunta ito sa { $count } server at sa sinasagot ninyo, at hindi na mababawi.
       *[other] Pupunta ito sa { $count } server at sa sinasagot ninyo, at hindi na mababawi.
    }
following-done-followed = Sinusundan na sila ng koalisyon.
following-done-asked = Hiniling na. Susundan kapag pumayag sila.
following-done-unfollowed = Hindi na sila sinusundan ng koalisyon.
following-done-boosted = Naipasa na.
following-done-unboosted = Hindi na ito ipinapasa.
following-done-answered = Nailathala na ang sagot.
