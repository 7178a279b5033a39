# ruff: noqa: E501, SIM905 -- long lists of words and patterns read better as they are
"""Addresses, postcodes, and what has a name and a sort: St Mary's Hospital, Tesco, the Royal Oak."""

import re
from collections.abc import Callable, Iterator

from bot.screening.finding import Hit
from bot.screening.lexicon import lexicon
from bot.screening.reading import Text

IsPlain = Callable[[str], bool]

_CAP = r"(?:St\.?|Saint|(?-i:[A-ZÀ-ÖØ-Þ])[\w'’.-]*|(?-i:[A-Z]){2,})"
_RUN = rf"{_CAP}(?:\s+(?:(?:of|and|the|on|in|for|de|la|le|du|del|&|upon|von|der)\s+(?:the\s+)?)?{_CAP}){{0,5}}"
_SORT = (
    r"(?:hospitals?|infirmary|hospice|clinic|surgery|medical\s+(?:centre|center|practice|school)|health\s+(?:centre|center|trust|board|network|system|service)|sanatorium|maternity|asylum|"
    r"school|academy|college|university|uni|institute|polytechnic|nursery|kindergarten|preschool|seminary|conservatoire|"
    r"primary|secondary|grammar|comprehensive|high|sixth\s+form|elementary|middle\s+school|"
    r"church|cathedral|chapel|abbey|mosque|masjid|synagogue|temple|gurdwara|mandir|parish|priory|convent|monastery|"
    r"prison|jail|hmp|barracks|police\s+station|fire\s+station|station|airport|harbour|harbor|port|docks?|"
    r"hotel|inn|pub|arms|tavern|bar|cafe|café|restaurant|bakery|shopping\s+(?:centre|center)|mall|plaza|supermarket|market|"
    r"library|museum|gallery|theatre|theater|cinema|stadium|arena|leisure\s+centre|gym|rfc|fc|afc|united|rovers|athletic|rugby\s+club|football\s+club|golf\s+club|"
    r"bridge|tower|castle|park|gardens|common|heath|green|beach|bay|pier|cliffs?|point|lake|loch|river|canal|reservoir|falls|forest|woods?|moor|fell|mountain|mount|hill|hills|valley|dale|glen|island|islands|isle|peninsula|reserve|reservation|"
    r"estate|village|county|borough|township|district|parish|province|prefecture|ward|quarter|council|"
    r"house|lodge|manor|court|hall|care\s+home|nursing\s+home|children['’]?s\s+home|retirement\s+village|shelter|refuge|hostel|"
    r"centre|center|trust|foundation|practice|unit|ward|farm|ranch|factory|works|mill|mine|quarry|brewery|distillery)"
)
_PRESS = r"(?:gazette|times|herald|echo|tribune|chronicle|observer|guardian|argus|courier|advertiser|examiner|inquirer|star|sun|post|mail|telegraph|journal|dispatch|globe|press|independent|mercury|evening\s+\w+|news|sentinel|bugle|standard|radio|fm)"
_FIRM = r"(?:ltd|limited|plc|inc|llc|llp|gmbh|corp|corporation|company|co|group|bank|airlines|airways|motors|solicitors|builders|logistics|partners|associates|consulting|consultants|industries|engineering|pharmaceuticals|insurance|energy|media|studios|systems|technologies|holdings|brothers|bros|and\s+sons|& sons|s\.?a\.?|ag|bv|oy|ab)"
_WAY = r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|crescent|cres|court|ct|terrace|terr|way|place|pl|square|sq|boulevard|blvd|gardens|gdns|grove|hill|row|mews|parade|highway|hwy|walk|parkway|pkwy|circle|cir|trail|rise|view|vale|wynd|gate|bypass|alley|path|quay|esplanade|turnpike|plaza|loop|green|heights)"
_SPECIFIC_WAY = r"(?:street|road|rd|avenue|lane|crescent|terrace|boulevard|blvd|mews|parade|highway|drive|gardens|grove|close|square|wynd|esplanade|quay)"

_STREETS = (
    re.compile(
        rf"\b\d{{1,5}}[a-z]?(?:[-–/]\d{{1,4}})?,?\s+(?:(?:north|south|east|west|n|s|e|w)\.?\s+)?(?:(?!(?:no|years?|months?|weeks?|days?|minutes|times|sessions|people|of|and|in|on|at|out|to|for|the|is|was|clients?|a|by|per|mg|hours?|or)\b)[\w'’.-]+\s+){{1,3}}{_WAY}\b\.?(?:,?\s+(?:apt|apartment|flat|unit|suite|#)\s*\.?\s*\w{{1,4}})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?!Memory\s)(?:(?-i:[A-ZÀ-ÖØ-Þ][\w'’.-]+)\s+){{1,3}}(?:(?-i:{_WAY})|{_SPECIFIC_WAY})\b(?<=\w)(?!\s+(?:Medical|Health|Primary|School|Surgery|Clinic|Hospital|Academy|Church|Nursery|Station|Practice|Infants|Junior))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:rue|avenue|boulevard|place|calle|avenida|plaza|paseo|via|viale|piazza|rua|praça|ulica|ul\.|aleja|al\.)\s+(?:(?:de|du|des|de\s+la|del|della|di|do|da|dos|las|los|la|le|l['’])\s*)*(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]+(?:\s+(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]+)*(?:,?\s+\d{1,4}\w?)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b[A-ZÄÖÜ][\wäöüß-]*(?:straße|strasse|str\.|gasse|weg|allee|platz|damm|ufer|gatan|vägen|veien|gade|vej|straat|laan|gracht|plein|utca|caddesi|sokak|katu|tie)(?:\s+\d{1,4}\w?)?\b"
    ),
    re.compile(
        r"\b(?:p\.?\s?o\.?\s+box|postfach|private\s+bag|gpo\s+box|locked\s+bag)\s+\d+\b|\b(?:apt|apartment|flat|suite|unit|villa|plot|lot|room|block|tower)\.?\s+(?:no\.?\s+|#\s*)?(?:\d{1,4}[a-z]?|[a-z]\d{1,3})(?=\s*,|\s+(?:on|at|in|of)\s+(?:the\s+)?[A-Z])",
        re.IGNORECASE,
    ),
)
_MOTORWAYS = re.compile(
    r"\b(?:(?:[Jj]unction|[Jj]n|[Ee]xit)\s\d{1,3}[A-Z]?\s(?:of|off|on)\s(?:the\s)?)?(?:the\s(?:[AM]|B)\d{1,4}(?:\([Mm]\))?|I-\d{1,3}|(?:US|State|County)\s(?:Route|Highway|Road)\s\d{1,4}|(?:Route|Highway|Hwy|Autobahn|Autoroute)\s(?:[AM])?\d{1,4})\b(?!\s?(?:stage|level|grade|visa|form|paper|poster|sheet|size))"
)
_HOUSES = re.compile(
    r"\b\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'’-]+\s+){1,3}(?:Bank|End|Side|Fold|Croft|Mead|Meadows?|Fields?|Wharf|Yard|Park|Brow|Chase|Dell|Garth|Brae|Loan|Ridge|Bend|Cove|Crossing|Strand|Green|Common|Cottages?|Villas?|Mansions|Buildings|Estate|Cross|Dale|Glen|Heath|Copse|Spinney|Orchard|Pass|Run|Landing|Pike)\b"
)
_NOWHERE = re.compile(r"(?!)")
_THE_HOUSE = re.compile(r"\b\d{1,4}[a-z]?,?\s+The\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?")
_DRINKS = re.compile(
    r"\b(?:drink\w*|drank|pints?|bar|barmaid|barman|bartender|pub|landlord|landlady|waitress|waiter|darts|quiz)\b[^.!?\n]{0,24}?\b(?:at|in|of|down|is)\s+(?P<name>[Tt]he\s+[A-Z][\w'’]+(?:\s+(?:and|&|on|of|o['’])?\s?[A-Z][\w'’]+)*)",
)
_INN = re.compile(
    r"\b[Tt]he\s+(?:(?!Black\s+Dog)(?:Red|White|Black|Golden|Green|Blue|Old|New|King['’]?s|Queen['’]?s|Royal|Crooked|Jolly|Flying|Prince|Railway|Three|Bay|Grey|Spotted|Rising|Duke|Marquis)\s+(?:of\s+)?(?:Lion|Hart|Horse|Horses|Bull|Swan|Cow|Dog|Stag|Bear|Boar|Fleece|Oak|Head|Arms|Billet|Sailor|Sailors|Farmer|Dragon|Tavern|Ship|Bell|Bells|Crown|Crowns|Cock|Fox|Hound|Inn|Moon|Sun|Tun|Tuns|Anchor|Plough|Wheatsheaf|Wales|York|Granby|Legs)"
    r"|(?:Fox|Hare|Dog|Coach|Rose|Crown|Lamb|Star|Horse|Eagle|Hound|Bricklayers?|Plough|Ship|Elephant|Goat|Cat|Bell|Bat|Hand|Pig|Queen|King)\s+(?:and|&)\s+(?:Hounds?|Horses?|Crown|Thistle|Garter|Flag|Duck|Partridge|Child|Stars?|Anchor|Castle|Compass(?:es)?|Fiddle|Whistle|Ball|Bell|Shovel|Glove|Groom))\b"
)
_CLINICS = re.compile(
    r"\b(?:at|to|from|in|into|of|by)\s+(?P<name>(?:the\s+)?(?:Maudsley|Priory|Bethlem|Broadmoor|Rampton|Ashworth|Bellevue|McLean|Menninger|Betty\s+Ford|Gartnavel|Tavistock\s+Clinic|Nightingale|Carstairs|Rikers|Rikers\s+Island|San\s+Quentin|Holloway|Belmarsh|Strangeways|Pentonville|Barlinnie|Mountjoy|Charit[eé]|Salp[eê]tri[eè]re|Eton|Harrow|Oxbridge|Harvard|Yale|Stanford|Oxford|Cambridge|UCLA|UCL|NYU|MIT|LSE))\b(?!\s+(?:experiment|prison\s+experiment|model|approach|study|method))"
)
_SAINTS = re.compile(
    r"\b(?i:at|to|from|in|into|attends|attended)\s+(?P<name>(?:St\.?|Saint)\s+[A-Z][a-z]+(?:['’]s|s['’])?)(?!\w|\s+[A-Z])"
    r"|\b(?P<lady>Our\s+Lady\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*|[A-Z]\w+\s+(?:General|Memorial|Presbyterian|Methodist|Baptist)(?=\s*(?:[.,;:!?)]|$)|\s+[a-z]))"
    r"|\b(?P<abroad>(?i:h[oô]pital|clinique|krankenhaus|klinik|klinikum|uniklinik|[eé]cole|lyc[eé]e|coll[eè]ge|colegio|instituto|escuela|gymnasium|grundschule|gesamtschule|kita|ehpad|hospital)\s+(?:(?i:de|du|des|del|de\s+la|am|im|an\s+der|st\.?|sankt|saint)\s+)*[A-ZÀ-Þ][\w’'-]+(?:[\s-][A-ZÀ-Þ][\w’'-]+)*)"
)
_SAINT_WORDS = frozenset(
    "st saint lady general memorial presbyterian methodist baptist hopital clinique krankenhaus klinik klinikum uniklinik ecole lycee college colegio instituto escuela gymnasium grundschule gesamtschule kita ehpad hospital".split()
)
_POSTCODES = (
    re.compile(r"\b(?:GIR\s?0AA|(?:[A-Z]{1,2}\d[A-Z\d]?)\s?\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE),
    re.compile(r"\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][\s-]?\d[ABCEGHJ-NPRSTV-Z]\d\b", re.IGNORECASE),
    re.compile(
        r"\b\d{5}-\d{4}\b|\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|PR)\.?,?\s+\d{5}\b"
    ),
    re.compile(
        r"\b(?:NSW|VIC|QLD|TAS|ACT|WA|SA|NT)\.?,?\s+\d{4}\b|\b[1-9]\d{3}\s?(?!AM|PM|BC|AD|MG|ML)[A-Z]{2}\b(?=[\s,.]|$)(?<=[A-Z]{2})|\b[A-Z]-\d{4,5}\b|\b\d{2}-\d{3}\s+[A-ZŁŚŻ]\w+|\b[ACDEFHKNPRTVWXY]\d[\dW]\s?[ACDEFHKNPRTVWXY\d]{4}\b|\b\d{5}-\d{3}\b|〒?\b\d{3}-\d{4}(?=\s+(?:tokyo|osaka|kyoto|japan))"
    ),
    re.compile(
        r"\b(?:post\s?code|zip(?:\s*code)?|zip:|eircode|plz|cap|cep|pin\s?code|postal\s+code|pcode|p/code)(?:\s*(?:is|was|:|of|starts?|starting|begins?|beginning|with|area|ending|in|=|prefix|district|-|just)\s*)*\s*(?P<code>[A-Z]{0,2}\d[A-Z\d]*(?:[\s-]?[\dA-Z]{2,4}\b(?<!\s[a-z][a-z]))?)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<code>[A-Z]{1,2}\d{1,2}[A-Z]?)\s+(?:post\s?code|area|postal\s+district)\b"),
    re.compile(r"\b(?P<code>\d{5})\s+(?:zip|postal|post\s?code)", re.IGNORECASE),
    re.compile(
        r"(?:^|(?<=\b[Ii]n )|(?<=\bnear )|(?<=\b[Aa]rea )|(?<=, ))(?P<code>\d{5})(?=\s*(?:$|[.,;!?)](?!\d)|\n))"
    ),
    re.compile(
        r"(?<=\b[Ii]n )(?P<code>(?:N|E|W|SE|SW|NW|EC|WC|LS|BS|BN|EH|CF|G|L|M|B|S|NE|NG|OX|CB|HU|YO|BD|PR|BT)\d{1,2}[A-Z]?)\b(?!\s?(?:mg|visa))"
    ),
    re.compile(
        r"(?<![\d.])-?\d{1,2}\.\d{3,}°?\s?[NS]?,?\s+-?\d{1,3}\.\d{3,}°?\s?[EW]?\b|\b\d{1,2}°\d{1,2}['′].{0,10}[NS]\b|///\w+\.\w+\.\w+"
    ),
    re.compile(r"(?<![£$€\d.,])\b\d{5}(?=\s+[A-ZÄÖÜ][a-zäöüß]{3,}\b)"),
)
_SOMEONE_OF = re.compile(
    r"(?:dr|mr|mrs|ms|prof|professor|nurse|sister)\.?\s(?:[\w'’-]+\s){1,3}?(?:of|from|at|in)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b(?:The\s+)?{_RUN}\s+{_SORT}\b(?:\s+(?:{_SORT}\b|of\s+{_RUN}))*", re.IGNORECASE)
_SMALL_SORT = re.compile(
    r"\b(?P<name>(?:st\.?|saint|our lady of)\s+[a-z]+(?:['’]?s)?(?:\s+(?:c of e|rc|and|&)\s*\w*)?)\s+(?P<sort>hospital|infirmary|hospice|school|primary|primary\s+school|high|high\s+school|secondary|academy|college|church|nursery|surgery|parish|clinic|care\s+home|university|ward|street|road)\b"
    r"|\b(?P<other>[a-z]{3,}(?:['’]s|s['’])?)\s+(?P<kind>general\s+hospital|royal\s+infirmary|infirmary|hospital|hospice|high\s+school|primary\s+school|primary|grammar\s+school|grammar|academy|college|university|uni|elementary|council|town\s+council|city\s+council|prison|high\s+street|road|street|avenue|lane|beach|station|airport|library|park|shopping\s+centre|police\s+station|high)\b",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r"\b(?:near|by|opposite|behind|beside|overlooking|next\s+to|at|under|outside|to|past|beneath|up|around|off)\s+(?P<name>(?:the\s+)?(?-i:[A-Z])[\w'’-]+(?:\s+(?:of\s+the\s+|of\s+|the\s+|and\s+|on\s+|&\s+)?(?-i:[A-Z])[\w'’-]+)+)",
    re.IGNORECASE,
)
_WATERS = re.compile(
    r"\b(?:River|Lake|Loch|Lough|Mount|Mt\.?|Isle\s+of|Island\s+of|Cape|Port|Fort|Camp|Point|Glen|Ben|HMP|HMS|RAF|USS|Castle|Hotel|Church\s+of|University\s+of|College\s+of|Bank\s+of|School\s+of|Diocese\s+of|County|Royal\s+Borough\s+of|City\s+of|Town\s+of|Village\s+of|Bay\s+of|Mayor\s+of|Bishop\s+of|Port\s+of|Republic\s+of|Faculty\s+of)\s+(?:the\s+)?[A-ZÀ-Þ][\w'’-]+(?:\s+[A-ZÀ-Þ][\w'’-]+)*"
)
_WORKS = re.compile(
    r"\b(?:works?|worked|working|employed|job|jobs|shifts?|manager|manages|managed|director|ceo|cfo|cto|engineer|driver|nurse|cashier|consultant|apprentice(?:ship)?|intern(?:ship|s|ing)?|partner|trader|analyst|receptionist|chef|supervisor|fired|sacked|laid\s+off|redundant|made\s+redundant|colleagues?|boss|career|position|role|contract|hired|interview|placement|secondment|studies|studied|studying|enrolled|teaches|taught|lectures?|professor|student|pupil|undergraduate|postgrad|trained|training|graduated|attends|attended|goes|went|plays|played|runs|owns|founded|founder|editor|reporter|accountant|lawyer|solicitor|banker|developer|programmer|admitted|inpatient|patient|detained|sectioned|treated|rehab|volunteers?|volunteered|volunteering)"
    r"(?:\s+(?:full\s+time|part\s+time|there|now|in\s+\w+|as\s+an?\s+(?:\w+\s+){1,3}))?\s+(?:at|for|from|by|with|of)\s+(?:the\s+)?(?P<firm>(?-i:[A-Z]|\d+-?[A-Z])[\w'’&.-]*(?:\s+(?:(?:and|&|of|the|for|de)\s+)?(?-i:[A-Z])[\w'’&.-]*)*)",
    re.IGNORECASE,
)
_FIRMS = re.compile(
    rf"\b(?:(?-i:[A-Z])[\w'’&.-]*\s+(?:(?:&|and)\s+)?){{1,4}}(?-i:{_FIRM.replace('(?:', '(?i:', 1)})\b\.?"
)
_BRANDS = re.compile(
    r"\b(?:tesco|asda|sainsbury['’]?s?|morrisons|aldi|lidl|waitrose|walmart|wal-mart|costco|kroger|safeway|wegmans|walgreens|starbucks|mcdonald['’]?s|mcdonalds|burger\s+king|kfc|ikea|primark|john\s+lewis|marks\s+and\s+spencer|marks\s+&\s+spencer|m&s|barclays|lloyds|natwest|hsbc|santander|wells\s+fargo|jpmorgan|jp\s+morgan|goldman\s+sachs|deloitte|kpmg|pwc|ernst\s+&\s+young|accenture|mckinsey|rolls[\s-]royce|bae\s+systems|boeing|airbus|lockheed(?:\s+martin)?|raytheon|ford|toyota|nissan|honda|volkswagen|vw|siemens|bosch|vodafone|verizon|comcast|at&t|british\s+airways|ryanair|easyjet|qantas|lufthansa|fedex|dhl|royal\s+mail|hermes|deliveroo|just\s+eat|doordash|shell|exxon|glaxo\w*|gsk|pfizer|astrazeneca|unilever|nestl[eé]|cadbury['’]?s?|greggs|costa|pret|boots|superdrug|argos|homebase|b&q|wickes|screwfix|target|macy['’]?s|best\s+buy|home\s+depot|trader\s+joe['’]?s|whole\s+foods|woolworths|coles|bunnings|telstra|countdown|pak['’]?n['’]?save|safaricom|mtn|shoprite|infosys|tata|wipro|reliance|samsung|hyundai|sony|huawei|tencent|alibaba|baidu|ibm|oracle|intel|cisco|tesla|spacex|nasa|cern|amazon|google|facebook|meta|microsoft|apple|netflix|uber|spotify|emirates|next|zara|h&m|capita|serco|g4s|mitie|wincanton|stagecoach|arriva|yodel|evri|ocado|dpd|ups|usps|network\s+rail|national\s+express|first\s+bus|british\s+gas|the\s+guardian|the\s+times|the\s+bbc|bbc|itv|currys|specsavers|nando['’]?s|wetherspoons?|subway|domino['’]?s|applebee['’]?s|denny['’]?s|chipotle|wendy['’]?s|7-eleven|cvs|rite\s+aid|lowe['’]?s|chevron|bp|citibank|citigroup|chase\s+bank|bank\s+of\s+america|tim\s+hortons|loblaws|canadian\s+tire|air\s+canada|air\s+new\s+zealand|westpac|anz|commbank|kmart|kiwibank|aer\s+lingus|dunnes|supervalu|penneys|sncf|carrefour|renault|peugeot|basf|bayer|aldi\s+s[uü]d|deutsche\s+bahn|zalando|mercadona|inditex|telef[oó]nica|flipkart|zomato|swiggy|air\s+india|maruti)\b",
    re.IGNORECASE,
)
_EMPLOYED = re.compile(
    r"\b(?:work(?:s|ed|ing)?|employed|job|shifts?|drives?|drove|driving|pilot|crew|engineer|packs?|packing|security|officer|teller|cook|chef|buyer|nights|delivers?|delivering|delivery|cleaner|cleans|guard|nurse|developer|designer|analyst|barista|waitress|assistant|stacker|picker|loader|welder|fitter|clerk|rep|advisor|agent|trainee|apprentice|intern|manages|runs|supervisor|stacks?\s+shelves|manager|driver|cashier|till|branch|staff|hired|sacked|fired|redundant|colleagues|boss|career|interview|at|for|from|in|his|her|their|our|the)\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
_JOBS = r"(?:works?|worked|working|employed|job|shifts?|manager|drives?|drove|driver|pilot|crew|engineer|packs?|packing|boxes|security|officer|teller|cook|chef|buyer|nights|delivers|cleaner|guard|nurse|developer|designer|analyst|barista|waitress|assistant|welder|fitter|clerk|rep|adviser|advisor|agent|trainee|apprentice|intern|partner|consultant|accountant|solicitor|lawyer|paralegal|receptionist|cashier|supervisor|career|position|contract|redundant|fired|sacked|hired|tills|warehouse|sales\w*)"
_AT_WORK = re.compile(rf"\b{_JOBS}\b[^.!?\n]{{0,30}}$", re.IGNORECASE)
_AT_NAMED = re.compile(
    rf"\b{_JOBS}(?:\s+(?!at\b|for\b)[\w-]+){{0,3}}\s+(?:at|for|with(?=\s+[A-Z][\w&]*\s+(?:[A-Z]|&)|\s+[A-Z]\d|\s+(?!CBT|EMDR|DBT|ACT)[A-Z][A-Z&\d]{{2,}}\b)|in(?=\s+[A-Z]\w+\s+&))\s+(?P<firm>(?-i:[A-Z][\w'’]+)(?:\s+(?:&\s+)?(?-i:[A-Z])[\w'’]*){{0,3}})",
    re.IGNORECASE,
)
_DISMISSED = re.compile(
    r"(?P<firm>\b[A-Z][\w&'’-]+(?:\s+[A-Z][\w&'’-]+){0,2})(?=\s+(?:driver|cashier|barista|employee|worker|pilot|warehouse|sacked|fired\s+(?:him|her|them|me)|hired|laid\s+(?:him|her|them)|made\s+(?:him|her|them)\s+redundant|let\s+(?:him|her|them)\s+go)\b)"
)
_PAPERS = re.compile(rf"\b(?:the\s+)?(?:{_CAP}\s+){{1,3}}(?-i:{_PRESS.replace('(?:', '(?i:', 1)})\b")
_GENERIC = frozenset(
    "the a an her his their our my your this that some any each every local new old primary secondary high big small mental psychiatric private day state boarding general children's childrens girls boys in at to of from after before and or for with about near on public main whole same another first last medical nursing art music drama law business maths night sunday training teaching catholic christian muslim jewish faith special middle junior senior infant elementary grammar prep community village town city county car bus train police fire power railway tube underground petrol gas radio national theme skate water dog trailer retail science safe long hard right wrong middle garden dirt side main open one two no which what where university college school hospital during through left started finished hated loved community acute eating psych rural urban former current previous favourite nearest closest busy quiet dark further away between home childhood".split()
)
_THERAPY = re.compile(
    r"\b(?:therapy|inventory|scale|theory|model|questionnaire|disorder|syndrome|programme|program|method|chair|technique|exercise|anonymous|cycle|window|group|association|act|service)\b",
    re.IGNORECASE,
)
_WEAK = frozenset(
    "high primary secondary green common hill point house court hall centre center unit practice trust works bar arms united house ward park point bay port market hills wood woods mine mill council district inn quarter star sun post mail press standard news times".split()
)


_WAY_WORDS = frozenset(
    "street st road rd avenue ave lane ln drive dr close crescent cres court ct terrace terr way place pl square sq boulevard blvd gardens gdns grove hill row mews parade highway hwy walk parkway pkwy circle cir trail rise view vale wynd gate bypass alley path quay esplanade turnpike plaza loop green heights".split()
)
_FOREIGN_WAYS = frozenset(
    "rue avenue boulevard place calle avenida plaza paseo via viale piazza rua praca ulica ul aleja al".split()
)
_SMALL_WORDS = frozenset(
    "hospital infirmary hospice school primary high secondary academy college church nursery surgery parish clinic home university uni ward street road grammar elementary council prison avenue lane beach station airport library park centre".split()
)
_LOCAL_WORDS = frozenset(
    "near by opposite behind beside overlooking next at under outside to past beneath up around off".split()
)
_WORK_WORDS = frozenset(
    word for word in re.findall(r"[a-z]+", _WORKS.pattern.split(")(?:", 1)[0]) if len(word) > 2
) | frozenset(
    "works worked working jobs shifts manages managed interns internship placement made redundant sacked volunteers volunteered goes went runs owns plays played studies studied teaches attends attended".split()
)
_BRAND_WORDS = frozenset(
    "t m h g q depot buy foods eat bus tesco asda sainsbury sainsburys sainsbury's morrisons aldi lidl waitrose walmart wal-mart costco kroger safeway wegmans walgreens starbucks mcdonald mcdonalds burger kfc ikea primark john marks barclays lloyds natwest hsbc santander wells jpmorgan jp goldman deloitte kpmg pwc ernst accenture mckinsey rolls rolls-royce bae boeing airbus lockheed raytheon ford toyota nissan honda volkswagen vw siemens bosch vodafone verizon comcast british ryanair easyjet qantas lufthansa fedex dhl royal hermes deliveroo doordash shell exxon glaxo glaxosmithkline gsk pfizer astrazeneca unilever nestle cadbury cadburys greggs costa pret boots superdrug argos homebase wickes screwfix target macy macys trader woolworths coles bunnings telstra countdown pak safaricom mtn shoprite infosys tata wipro reliance samsung hyundai sony huawei tencent alibaba baidu ibm oracle intel cisco tesla spacex nasa cern amazon google facebook meta microsoft apple netflix uber spotify emirates next zara capita serco mitie wincanton stagecoach arriva yodel evri ocado dpd ups usps network national gas times bbc itv currys specsavers nando nandos wetherspoon wetherspoons subway domino dominos applebee applebees denny dennys chipotle wendy wendys eleven cvs rite lowe lowes chevron bp citibank citigroup chase bank tim loblaws canadian air westpac anz commbank kmart kiwibank aer dunnes supervalu penneys sncf carrefour renault peugeot basf bayer deutsche zalando mercadona inditex telefonica flipkart zomato swiggy maruti guardian".split()
)
_CODE_WORDS = frozenset("post postcode zip zipcode eircode plz cap cep pin pincode postal pcode p".split())
_PRESS_WORDS = frozenset(
    "gazette times herald echo tribune chronicle observer guardian argus courier advertiser examiner inquirer star sun post mail telegraph journal dispatch globe press independent mercury evening news sentinel bugle standard radio fm".split()
)


def _words_of(pattern: str) -> frozenset[str]:
    """The words that stand in a pattern, so that it is tried only where one of them is in the text."""
    found = re.findall(r"([a-zé]{2,})(\??)", re.sub(r"\\[a-zA-Z]", " ", pattern).lower())
    return frozenset(word for word, _ in found) | frozenset(word[:-1] for word, may in found if may)


_JOB_WORDS = _words_of(_JOBS) | {"packing", "sales", "salesman"}
_DISMISSED_WORDS = frozenset(
    "driver cashier barista employee worker pilot warehouse sacked fired hired laid made let".split()
)
_FIRM_WORDS = _words_of(_FIRM) - {"and"}
_WATER_WORDS = frozenset(
    "river lake loch lough mount mt isle island cape port fort camp point glen ben hmp hms raf uss castle hotel church university college bank school diocese county royal city town village bay mayor bishop republic faculty".split()
)
_DRINK_WORDS = frozenset(
    "drink drinks drinking drank pint pints bar barmaid barman bartender pub landlord landlady waitress waiter darts quiz".split()
)
_CLINIC_WORDS = frozenset(
    "maudsley priory bethlem broadmoor rampton ashworth bellevue mclean menninger betty gartnavel tavistock nightingale carstairs rikers san holloway belmarsh strangeways pentonville barlinnie mountjoy charite salpetriere eton harrow oxbridge harvard yale stanford oxford cambridge ucla ucl nyu mit lse".split()
)
_SORT_WORDS = _words_of(_SORT) | frozenset(
    "hospitals docks dock cafe cliff cliffs point woods wood moors moor childrens".split()
)
_INN_WORDS = frozenset(
    "lion hart horse horses bull swan cow dog stag bear boar fleece oak head arms billet sailor sailors farmer dragon tavern ship bell bells crown crowns cock fox hound hounds inn moon sun tun tuns anchor plough wheatsheaf wales york granby legs thistle garter flag duck partridge child star stars castle compass compasses fiddle whistle ball shovel glove groom".split()
)


def hits(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    """`is_plain` says whether a word is ordinary English, and so no name by itself."""
    numbered, named, foreign, joined, boxes = _STREETS
    ways = (
        *text.near_digits(numbered if _WAY_WORDS & text.vocabulary else _NOWHERE),
        *text.near(_WAY_WORDS, named, 50, 14),
    )
    ways += (*text.begins(_FOREIGN_WAYS, foreign), *joined.finditer(text.text), *text.near_digits(boxes, 3))
    for found in ways:
        if _is_street(found[0], is_plain):
            boxed = found.re is boxes and "ox" in found[0].lower()
            yield Hit(found.start(), found.end(), "street", weight=8 if boxed else 7)
    if text.digits:
        yield from _postcodes(text)
        for found in text.near_digits(_MOTORWAYS, 3):
            yield Hit(found.start(), found.end(), "landmark", weight=6)
        for found in (*text.near_digits(_THE_HOUSE), *text.near_digits(_HOUSES)):
            yield Hit(found.start(), found.end(), "street", weight=7)
    yield from _known_houses(text)
    yield from _institutions(text, is_plain)
    yield from _employers(text, is_plain)
    for found in text.near(_WATER_WORDS, _WATERS, 12, 90):
        yield Hit(found.start(), found.end(), "landmark", weight=6)
    for found in text.near(_PRESS_WORDS, _PAPERS, 50, 16):
        if not all(is_plain(word) for word in _names(found[0])[:-1]):
            yield Hit(found.start(), found.end(), "newspaper", weight=6)


def _known_houses(text: Text) -> Iterator[Hit]:
    """Pubs, and hospitals, prisons and schools that everybody calls by one word."""
    for found in text.near(_INN_WORDS, _INN, 30, 20):
        yield Hit(found.start(), found.end(), "institution", weight=6)
    for words, pattern, before in (
        (_CLINIC_WORDS, _CLINICS, 20),
        (_DRINK_WORDS, _DRINKS, 2),
        (_SAINT_WORDS, _SAINTS, 30),
    ):
        for found in text.near(words, pattern, before, 80):
            group = found.lastgroup or 0
            yield Hit(found.start(group), found.end(group), "institution", weight=5)


def _postcodes(text: Text) -> Iterator[Hit]:
    for pattern in _POSTCODES:
        group = "code" if "code" in pattern.groupindex else 0
        found_here = text.begins(_CODE_WORDS, pattern) if "eircode" in pattern.pattern else text.near_digits(pattern, 1)
        for found in found_here:
            if any(letter.isdigit() for letter in found[group]):
                yield Hit(found.start(group), found.end(group), "postcode", weight=6 if group else 5)


def _names(said: str) -> list[str]:
    return [
        re.sub(r"['’]s?$", "", word)
        for word in re.findall(r"[\w'’-]+", said)
        if word.lower() not in ("the", "of", "and", "st", "saint", "on", "in", "for")
    ]


def _is_street(said: str, is_plain: IsPlain) -> bool:
    last = re.findall(r"\w+", said)[-1].lower()
    if said[0].isdigit():
        words = re.findall(r"[A-Za-z'’]+", said)
        return len(words) > 1 and (
            last
            not in (
                "way",
                "place",
                "hill",
                "view",
                "court",
                "row",
                "gate",
                "green",
                "drive",
                "rise",
                "path",
                "loop",
                "walk",
                "st",
                "dr",
                "close",
                "square",
                "circle",
                "trail",
                "heights",
                "st.",
            )
            or words[-2][0].isupper()
        )
    names = _names(said)
    if len(names) > 1 and re.fullmatch(_SPECIFIC_WAY, last, re.IGNORECASE):
        return not (len(names) == 2 and names[0].lower() in _GENERIC)
    return len(names) > 1 and not all(is_plain(name) for name in names)


def _institutions(whole: Text, is_plain: IsPlain) -> Iterator[Hit]:
    text = whole.text
    for found in whole.near(_SORT_WORDS, _NAMED, 80, 60):
        start = found.start()
        someone = _SOMEONE_OF.match(found[0])
        start += someone.end() if someone else 0
        names = _names(text[start : found.end()])
        while (
            names
            and start == found.start()
            and _opens(text, start)
            and is_plain(names[0])
            and len(names) > 2
            and names[0].lower() in _GENERIC | {"saw", "met"}
        ):
            start += len(names.pop(0)) + 1
        if _is_institution(names, text[start : found.end()], is_plain, _opens(text, start)):
            yield Hit(start, found.end(), "institution", weight=6)
    for found in whole.near(_SMALL_WORDS, _SMALL_SORT, 40, 30):
        name = found["name"] or found["other"]
        word = re.sub(r"['’]s?$|s['’]$", "", name.lower())
        if found["name"] or (
            word not in _GENERIC and not is_plain(word) and word[-1:] and not is_plain(word.rstrip("s"))
        ):
            yield Hit(found.start(), found.end(), "institution", weight=6)
    for found in whole.begins(_LOCAL_WORDS, _ADDRESSED):
        names = _names(found["name"])
        if (
            len(names) > 1
            and not _THERAPY.search(text, found.end(), found.end() + 14)
            and names[0].lower() not in ("christmas", "new", "the")
            and any(len(name) > 3 for name in names)
        ) and (
            not all(is_plain(name) for name in names)
            or re.match(
                r"(?:near|opposite|behind|beside|overlooking|next\s+to|under|outside)\s+the\b", found[0], re.IGNORECASE
            )
        ):
            yield Hit(found.start("name"), found.end("name"), "landmark", weight=3)


def _opens(text: str, start: int) -> bool:
    return start == 0 or bool(re.search(r"[.!?:\n]\s*$", text[max(0, start - 3) : start]))


def _is_institution(names: list[str], said: str, is_plain: IsPlain, opens: bool) -> bool:
    if len(names) < 2:
        return False
    front, last = names[:-1], names[-1].lower()
    proper = [name for name in front if not is_plain(name)]
    if proper or re.match(r"(?:St|Saint|Our Lady)\b", said):
        return not (last in _WEAK and not names[-1][0].isupper() and not said.startswith("St"))
    while len(front) > 1 and front[-1].lower() in _GENERIC:
        front = front[:-1]
    return (
        names[-1][0].isupper()
        and front[-1].lower() not in _GENERIC
        and len(front) >= 1
        and last not in ("unit", "group", "practice", "point", "works", "high", "mine", "hall")
    )


def _employers(whole: Text, is_plain: IsPlain) -> Iterator[Hit]:
    text = whole.text
    for found in whole.begins(_WORK_WORDS, _WORKS):
        names = _names(found["firm"])
        if names and not all(is_plain(name) or name.lower() in lexicon().lands for name in names):
            yield Hit(
                found.start("firm"), found.start("firm") + len(found["firm"].rstrip(".'’-&")), "employer", weight=5
            )
    for found in whole.near(_FIRM_WORDS, _FIRMS, 70, 16):
        names = _names(found[0])
        sure = names and names[-1].lower() in ("ltd", "limited", "plc", "inc", "llc", "llp", "gmbh")
        if len(names) > 1 and (sure or not all(is_plain(name) for name in names[:-1])):
            yield Hit(found.start(), found.end(), "employer", weight=5)
    for found in whole.begins(_JOB_WORDS, _AT_NAMED):
        words = _names(found["firm"])
        if words and words[0].lower() not in _GENERIC and not lexicon().known & {word.lower() for word in words}:
            yield Hit(found.start("firm"), found.end("firm"), "employer", weight=4)
    for found in whole.near(_DISMISSED_WORDS, _DISMISSED, 50, 20):
        if not all(is_plain(word) for word in _names(found["firm"])):
            yield Hit(found.start("firm"), found.end("firm"), "employer", weight=5)
    for found in whole.near(_BRAND_WORDS, _BRANDS, 12, 30):
        if _EMPLOYED.search(text, max(0, found.start() - 40), found.start()) and (
            found[0].lower()
            not in (
                "shell",
                "target",
                "boots",
                "ford",
                "costa",
                "coles",
                "oracle",
                "intel",
                "hermes",
                "reliance",
                "countdown",
                "pret",
                "lloyds",
                "next",
                "apple",
                "meta",
                "google",
                "facebook",
                "amazon",
                "netflix",
                "uber",
                "subway",
                "ups",
                "anz",
                "bayer",
                "microsoft",
                "spotify",
                "the times",
                "the bbc",
                "bbc",
                "bp",
                "emirates",
            )
            or re.search(r"\b(?:at|for|with)\s+$", text[max(0, found.start() - 8) : found.start()])
            and _AT_WORK.search(text, max(0, found.start() - 50), found.start())
            and not re.search(r"\b(?:for|at)\s+(?:the|a|his|her)\s+$", text[max(0, found.start() - 12) : found.start()])
        ):
            yield Hit(found.start(), found.end(), "employer", weight=4)
