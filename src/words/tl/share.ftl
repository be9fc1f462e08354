share-standing = { $count ->
    [0] tao pa ang sumusuporta rito
   *[other] tao ang sumusuporta rito
}
share-standing-goal = { $count ->
    [0] tao pa ang sumusuporta rito. Ang susunod na layunin: { $goal }
   *[other] tao ang sumusuporta rito. Ang susunod na layunin: { $goal }
}
share-label = { $name }: { $number } { $words }
share-take-part = Makilahok
share-title = Ipasa ito
share-title-of = Ipasa ito: { $name }
share-address = Ang address
share-handle = Sa Mastodon at mga katulad nito: <strong>{ $name }</strong>
share-site = Sa sarili mong site
share-lines = Kopyahin ang isa sa mga linyang ito sa pahina mo. Ipinapakita ng bawat isa ang kasalukuyang bilang, walang kinukuha kundi ang sarili, walang pinatatakbong script, at walang sinasabi sa amin tungkol sa mga mambabasa mo.
share-badge = Isang badge
share-badge-alt = Ang badge ng kampanyang ito
share-counter = Isang bilangan
share-counter-alt = Ang bilangan ng kampanyang ito
share-frame = Isang maliit na pahina sa loob ng frame
share-picture = Isang larawan para sa mga poster at post
share-picture-link = Ang card ng kampanyang ito bilang PNG, 1200 por 630 pixel
share-programs = Para sa mga programa
share-atom = Atom feed
share-json = JSON feed
share-about = mga { $number }
