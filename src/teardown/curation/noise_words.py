"""Words of many languages that stand on labels, boards and in instructions, in the spelling of a label."""

from __future__ import annotations

_TEXT = """
warning caution attention danger open close push press pull remove insert battery charger adapter power supply input output
reset button camera network router switch module sensor display remote control channel signal antenna speaker microphone light
green yellow orange black white bottom left right front back inside outside before after during water fire heat cold service
authorised personnel only warranty void broken seal keep away children dispose properly recycle model version serial number
made assembled designed tested passed inspected approved quality product company limited corporation industry technology
electronics digital video audio security alarm smart home wireless bluetooth standard class member station master slave
achtung vorsicht warnung nicht öffnen schließen drücken ziehen batterie netzteil eingang ausgang taste kamera schalter fühler
anzeige fernbedienung kanal antenne lautsprecher licht grün gelb schwarz weiß unten oben links rechts vorne hinten innen außen
wasser feuer hitze kälte wartung gewährleistung siegel entsorgen gerät hergestellt geprüft bestanden zugelassen sicherheit
attention ouvrir fermer appuyer tirer pile chargeur alimentation entrée sortie bouton appareil réseau interrupteur capteur
affichage télécommande antenne lumière vert jaune noir blanc dessous dessus gauche droite avant arrière chaleur froid garantie
fabriqué assemblé vérifié sécurité sans fil maison danger avertissement retirer insérer notice produit usine année semaine
atención cuidado abrir cerrar pulsar tirar batería cargador fuente entrada salida botón cámara conmutador pantalla mando canal
antena altavoz micrófono luz verde amarillo negro blanco abajo arriba izquierda derecha delante detrás agua fuego calor frío
garantía sello fabricado ensamblado probado aprobado calidad seguridad inalámbrico casa advertencia peligro quitar producto
attenzione aprire chiudere premere tirare caricatore alimentatore ingresso uscita pulsante telecamera interruttore schermo
telecomando altoparlante luce giallo nero bianco sotto sopra sinistra destra avanti dietro acqua fuoco calore freddo garanzia
sigillo fabbricato provato approvato qualità sicurezza senza fili avvertenza pericolo rimuovere prodotto settimana
atenção abrir fechar puxar bateria carregador saída câmera rede roteador interruptor tela canal microfone luz preto branco
abaixo acima esquerda direita água fogo frio garantia fabricado montado testado aprovado segurança perigo retirar semana
let op waarschuwing openen sluiten drukken trekken batterij lader voeding ingang uitgang knop netwerk schakelaar scherm kanaal
luidspreker licht groen geel zwart wit onder boven links rechts voor achter binnen buiten vuur warmte koude zegel gemaakt getest
varning fara öppna stäng tryck dra batteri laddare ingång utgång knapp kamera nätverk brytare skärm kanal högtalare ljus grön gul
svart vit nere uppe vänster höger fram bak vatten eld värme kyla garanti tillverkad provad godkänd säkerhet advarsel forsigtig
åbn luk tryk oplader udgang netværk skærm højttaler lys grøn sort hvid venstre højre vand ild varme kulde fremstillet afprøvet
varoitus vaara avaa sulje paina vedä akku laturi virta kytkin näyttö kanava kaiutin valo vihreä keltainen musta valkoinen vesi
tuli kuuma kylmä takuu valmistettu testattu turvallisuus uwaga ostrzeżenie otworzyć zamknąć nacisnąć ładowarka zasilacz wejście
wyjście przycisk sieć przełącznik czujnik ekran kanał głośnik światło zielony żółty czarny biały lewo prawo woda ogień ciepło
zimno gwarancja wyprodukowano pozor varování otevřít zavřít stisknout nabíječka vstup výstup tlačítko síť spínač snímač obrazovka
reproduktor světlo zelená žlutá černá bílá vlevo vpravo voda oheň teplo studený záruka vyrobeno figyelem veszély nyitni zárni
nyomja elem töltő bemenet kimenet gomb hálózat kapcsoló érzékelő képernyő csatorna hangszóró fény zöld sárga fekete fehér bal
jobb víz tűz meleg hideg garancia gyártva dikkat uyarı tehlike açık kapalı basın pil şarj giriş çıkış düğme ağ anahtar ekran
kanal hoparlör ışık yeşil sarı siyah beyaz alt üst sol sağ ön arka su ateş sıcak soğuk üretildi güvenlik perhatian bahaya buka
tutup tekan baterai pengisi masukan keluaran tombol jaringan sakelar layar saluran cahaya hijau kuning hitam putih kiri kanan
air api panas dingin garansi dibuat diuji chú ý cảnh báo nguy hiểm mở đóng nhấn pin sạc nguồn vào ra nút mạng công tắc màn hình
kênh ánh sáng xanh vàng đen trắng trái phải nước lửa nóng lạnh bảo hành sản xuất внимание осторожно опасно открыть закрыть
нажать батарея зарядка вход выход кнопка камера сеть экран канал свет зелёный жёлтый чёрный белый лево право вода огонь тепло
холод гарантия сделано проверено προσοχή κίνδυνος άνοιγμα μπαταρία είσοδος έξοδος κουμπί κάμερα δίκτυο οθόνη φως πράσινο μαύρο
注意 警告 危険 開く 閉じる 電池 充電器 入力 出力 ボタン カメラ 電源 製造 検査 合格 保証 封印 交換 修理 廃棄 当心 打开 关闭
按下 电池 充电 输入 输出 按钮 摄像机 网络 电源 制造 检验 保修 序列号 型号 주의 경고 위험 열기 닫기 배터리 충전 입력 출력 버튼
shenzhen guangdong dongguan hangzhou ningbo suzhou zhuhai huizhou xiamen taipei hsinchu taoyuan penang jakarta hanoi saigon
bangkok seoul osaka nagoya kyoto fukuoka munich milano madrid lisboa praha budapest istanbul chennai mumbai bengaluru mexico
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november
december alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike oscar papa quebec romeo sierra tango
victor whiskey yankee zulu mercury venus mars jupiter saturn uranus neptune pluto lion tiger eagle dragon phoenix falcon
"""
WORDS = tuple(dict.fromkeys(_TEXT.split()))
"""Each word once."""
