version-title = نسخ: { $name }
version-heading = نسخ هذا البيان
version-back = العودة إلى البيان
version-none = لا توجد نسخ لعرضها.
version-number = النسخة { $count }
version-now = وهي ما يراه القراء الآن
version-current = الحالية
