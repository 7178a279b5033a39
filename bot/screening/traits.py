# ruff: noqa: E501, SIM905 -- long lists of words and patterns read better as they are
"""What needs no name to give somebody away: bodies, pictures, and being the only one, or known to many."""

import re
from collections.abc import Iterator

from bot.screening.finding import Hit
from bot.screening.reading import Text

_WHO = r"(?:her|his|their|the\s+client['’]?s?|client['’]?s?|patient['’]?s?|the\s+patient['’]?s?|my\s+client['’]?s?|\w+['’]s)"
_BODY = re.compile(
    r"\b(?:(?:finger|thumb|palm|hand|foot|voice)[\s-]?prints?(?!\s+of\s+(?!(?:her|his|their|the\s+(?:client|patient))\b))|(?:finger|thumb)[\s-]?print(?:ed|ing|er)?|(?:retinal?|iris|facial|face|palm|vein|hand|fingerprint|eye)[\s-]?(?:scan(?:s|ned|ner|ning)?|geometry|recognition|id\b|template|pattern)|"
    r"biometrics?(?:\s+\w+)?|voice\s?(?:recognition|id|sample|biometric\w*|signature)|dna\s+(?:sample|profile|test(?:ing)?|swab|match|record|database|results?|sequence|fingerprint\w*)|genetic\s+(?:profile|sequence|fingerprint)|genom(?:e|ic)\s+(?:sequence|data|profile)|gait\s+(?:analysis|recognition|signature)|"
    r"(?:typing|keystroke)\s+(?:rhythm|pattern|dynamics|biometrics?)|dental\s+(?:records?|x-?rays?|impressions?)|bite\s?marks?|swabs?\s+of\s+\w+\s+dna|blood\s+(?:type|group)\s+(?:is|was)\s+\w+(?:\s+(?:negative|positive))?|(?:gave|took|has|have)\s+(?:her|his|their|my)\s+prints|signature\s+(?:on\s+file|scanned|attached)|earprints?|touch\s?id|face\s?id)\b",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"(?<![\w-])[\w-]++\.(?:jpe?g|png|gif|heic|heif|bmp|tiff?|webp|raw|dng|mov|mp4|avi|m4a|mp3|wav|pdf|docx?)\b|\b(?:IMG|DSC|PXL|DCIM|MVI|VID|PHOTO|Screenshot)[_-]\d[\w-]*|\bScreenshot\s+\d{4}-\d\d-\d\d(?:\s+at\s+[\d.]+)?(?:\s?[ap]m)?\.\w{3,4}",
    re.IGNORECASE,
)
_PICTURE = r"(?:photo(?:graph)?s?|pics?|pictures?|selfies?|head\s?shots?|mug\s?shots?|passport\s+photos?|snapshots?|portraits?|screenshots?|screen\s?grabs?|images?|video(?:s|\s+clip|\s+recording|\s+of)?|footage|polaroids?|x-?rays?|scans?)\b"
_OF = r"(?:\s+(?:of|showing)\s+(?:(?:the|my|her|his|their|our|both|all)\s+)?[\w'’]+(?:['’]s)?(?:\s+(?:tattoos?|faces?|hands?|arms?|injur\w+|bruis\w+|family|client|patient|children|kids|house|scars?))?)?"
_SHOWN = re.compile(
    rf"\b(?:(?:attached|attaching|attach|scanned|scanning|enclos(?:ed|ing)|upload(?:ed|ing)?|pasted|posting|posted|sharing|shar(?:ed)|sending|sent\s+(?:you|round|over)|here['’]?s|here\s+is|here\s+are|this\s+is|see|have\s+a\s+look\s+at|look\s+at|added|adding|included|including|below\s+is|forwarding)\s+(?:(?:you|is|are|the|a|an|her|his|their|some|my|this|two|three|recent|group|family|clear|attached|following|below|enclosed|also|below:|at|in|full[\s-]face|wedding|school|client['’]?s?|facebook|profile|holiday)\s+)*{_PICTURE}{_OF}"
    rf"|{_PICTURE}(?:\s+(?:of\s+(?:her|him|them|the\s+(?:client|patient|family|couple|child|kids)|\w+)(?:\s+(?:face|and\s+\w+(?:\s+\w+)?))?))?\s+(?:is|are|was|were|['’]s)?\s*(?:attached|enclosed|below|above|uploaded|in\s+the\s+(?:file|folder|shared|drive|attachment)|on\s+(?:file|my\s+phone|the\s+drive)|pinned|in\s+(?:this|the)\s+thread)"
    rf"|(?:full[\s-]face|profile|passport|id|identity|police|school|staff|class|team|family|mugshot|wedding|linkedin|facebook|dating)\s+{_PICTURE}|head\s?shots?|mug\s?shots?|(?:(?:her|his|their|a|the|sent|this)\s+)?selfie(?:\s+(?:he|she|they)\s+sent)?"
    r"|cctv\s+(?:stills?|images?|footage|clips?)|(?:clip|still)s?\s+of\s+(?:her|him|them|the\s+(?:client|patient|session))|this\s+is\s+what\s+(?:she|he|they)\s+looks?\s+like|(?:photo(?:graph)?s?|pics?|pictures?|videos?)\s+of\s+(?:herself|himself|themselves|the\s+(?:twins|family|children|kids|couple)|(?:her|his|their)\s+(?:drawing|family|children|kids|son|daughter|mother|wife|husband|partner|baby)\b)"
    rf"|{_PICTURE}\s+(?:of|showing)\s+(?:(?:her|his|their|the\s+client['’]?s|my\s+client['’]?s|the\s+patient['’]?s)\s+(?:full\s+)?(?:face|tattoos?|scars?|injur\w+|bruis\w+)|(?:the\s+client|my\s+client|the\s+patient|him|them)\b|her(?=[\s]*(?:[.,;:!?)]|$|from|at|in|with|on|that|taken|when|for))|(?-i:[A-Z][a-z]+)(?=[\s,.]))"
    rf"|{_WHO}\s+(?:(?:full[\s-]face|profile|new|old|recent|wedding|school|passport|facebook|instagram|online|linkedin|dating|id)\s+)*(?:photo(?:graph)?s?|picture|pics?|selfies?|portrait|image|face)\s+(?:is|are|was|were|appear(?:s|ed)?|on|in\s+the\s+(?:paper|news|press|brochure|file|prospectus|yearbook)|from|online|taken|for|here|so)\b"
    rf"|(?:recorded|filmed|videoed|photographed)\s+(?:the\s+client|my\s+client|him|them|her)\b|(?:tape|recording|video)\s+of\s+(?:the|our|a|last|today['’]s)\s+session(?:\s+(?:is|attached|here|below|on\s+the)\b)?|(?:yearbook|brochure|prospectus|poster|website)\s+{_PICTURE})",
    re.IGNORECASE,
)
_SCOPE = r"(?:village|town|island|islands|county|valley|city|parish|district|region|area|county|shire|borough|community|congregation|department|company|firm|school|college|university|hospital|ward|surgery|practice|station|force|regiment|base|ship|team|league|country|state|province|nation|world|uk|us|church|mosque|synagogue|temple|estate|street|hamlet|peninsula|reservation|reserve|cohort|faculty|profession|programme|program|office|organisation|organization|club|choir|band|orchestra|industry|coast|glen|highlands|north|south|east|west|midlands|territory|tribe|court|council|parliament|unit|squad|division|crew)"
_ONLY = re.compile(
    rf"\b(?:(?:the|is|was|as|being|our|their)\s+(?:only|sole|first|last|one\s+and\s+only|lone)(?:\s+(?:ever|openly|remaining|surviving|practising|practicing))?|the\s+(?:youngest|oldest|longest[\s-]serving|richest|tallest|most\s+\w+|best[\s-]known|biggest|largest|highest[\s-]\w+))\s+(?!(?:[\w-]+\s+)?in\s+(?:her|his|their|my|the)\s+family\b|thing|way|time|person\s+(?:she|he|they|i|who)|child\b|reason|one\s+(?:she|he|they|i|who)|part|place|option|day|week|month|session|step|bit)(?:[\w'’-]+\s+){{1,7}}?(?:in|on|at|for|from|to|within|of)\s+(?:(?:the|our|her|his|their|this|that|a)\s+)?(?:(?:whole|entire|local|small|little|rural|remote|fire|police|tiny|same|that|mountain|fishing|mining|farming|market|coastal|island|primary|high|secondary|village|university|football|premier)\s+)*(?:{_SCOPE}|(?-i:[A-Z])[\w'’-]+)\b"
    rf"|\bone\s+of\s+(?:only|just)?\s*(?:the\s+)?(?:only\s+)?(?:two|three|four|five|six|seven|eight|nine|ten|a\s+handful|a\s+few|\d)\s+(?:of\s+)?(?:[\w'’-]+\s+){{1,5}}?(?:in|on|at|within|with|left|worldwide|nationally|ever)\b(?:\s+(?:the\s+)?{_SCOPE}\b)?"
    rf"|\b(?:(?:first|only|youngest|oldest|sole)\s+(?:ever\s+)?(?:woman|man|person|girl|boy|female|male|black|asian|muslim|openly\s+gay|deaf|blind|trans|disabled|non-binary|indigenous|immigrant)(?:\s+\w+){{0,2}}\s+(?:to\s+(?:\w+)|in\s+(?:the|her|his|their)\s+{_SCOPE}|on\s+the\s+\w+))"
    rf"|\bnobody\s+else\s+in\s+(?:the|our|this)\s+{_SCOPE}\b|\bthe\s+(?:village|town|island|parish|school)['’]s\s+(?:only|sole)?\s*(?:[\w-]+)|\bonly\s+(?:known\s+)?(?:survivor|witness|case)\b(?:\s+(?:of|to|in)\s+(?:the\s+)?\w+)?|\bsole\s+survivor\b|\bthe\s+only\s+(?:[\w-]+\s+){{0,2}}(?:doctor|gp|vet|teacher|priest|vicar|imam|rabbi|pharmacist|dentist|midwife|policeman|policewoman|officer|firefighter|farmer|blacksmith|butcher|baker|publican|undertaker|locum|psychologist|psychiatrist|surgeon|solicitor|judge|pilot|lifeguard|taxi\s+driver|headteacher|librarian|postman|postmistress)\b(?:\s+(?:for\s+miles|around|locally|here|there))?",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:(?:was|were|been|is|are|it|got|made|hit|all\s+over|on|in|featured|appeared|reported|splashed|through)\s+(?:all\s+over\s+|in\s+|on\s+|across\s+|widely\s+)*(?:the\s+)?(?:local\s+|national\s+|regional\s+|evening\s+|international\s+|six\s+o['’]clock\s+|tv\s+|front\s+)*(?:news(?!\s+(?:of|that|about|to|from|for|hit|came|sank|arrived|was|is|feed|anxiety|consumption))|newspapers?|papers?(?=\b(?!\s+(?:on|about|bag|cup|towel|plane|work|by)))|headlines|front\s+pages?|tabloids|press(?!\s+(?:up|on|play|pause|send|down|the|for|him|her|them)))"
    r"|(?:local|national)\s+(?:news|press|tv|media|paper|radio)\s+(?:covered|reported|ran|story|coverage|picked|interviewed|headlines?|were\s+outside)|news(?:paper)?\s+(?:story|article|report|coverage|headlines?|item|event|reporter|crew)s?(?:\s+(?:about|on)\s+(?:it|her|him|them|the\s+\w+))?|made\s+(?:the\s+)?(?:news|headlines|national\s+news|front\s+page)|press\s+(?:coverage|attention|interest|reports?)|media\s+(?:coverage|attention|interest|storm|frenzy|circus)|"
    r"went\s+viral|viral\s+(?:video|tweet|post|clip|tiktok)|high[\s-]profile\s+(?:case|trial|murder|divorce|inquest|client|court|accident|crash|inquiry|scandal)|well[\s-]known\s+(?:local|case|family|figure|face|actor|actress|singer|author|politician|business\w*|footballer|athlete|musician|journalist|presenter|tv|crime|person|locally|in|for|to)|household\s+name|public\s+figure|local\s+celebrity|celebrity|famous(?:ly)?\s+(?:actor|actress|singer|author|politician|footballer|athlete|musician|journalist|presenter|tv|family|case|surname|person|chef|painter|artist|for|in|locally|father|mother|son|daughter|brother|sister|husband|wife|parent|client)|"
    r"documentary\s+(?:was\s+)?(?:made\s+)?about|featured\s+(?:in|on)\s+(?:a|the)\s+(?:documentary|programme|podcast|magazine|show|film|series)|(?:appeared|contestant|was|star(?:s|red)?|seen)\s+on\s+(?:a\s+)?(?:tv|television|reality\s+\w+|x\s+factor|bake\s+off|big\s+brother|love\s+island|strictly|the\s+voice|come\s+dine\s+with\s+me|mastermind|jeopardy|the\s+apprentice|dragons['’]?\s+den|question\s+time)|reality\s+(?:tv|show)\s+(?:star|contestant|winner)|crowdfund\w*|blue\s+plaque|wikipedia\s+(?:page|entry|article)|true[\s-]crime\s+(?:podcast|documentary|series|book))\b",
    re.IGNORECASE,
)
_RARE = re.compile(
    r"\b(?:(?:lord\s+)?mayor(?:ess)?|mp|msp|member\s+of\s+parliament|congress(?:man|woman|person)|senator|ambassador|archbishop|bishop|cardinal|chief\s+constable|police\s+commissioner|high\s+sheriff|sheriff|fire\s+chief|police\s+chief|chief\s+of\s+police|attorney\s+general|supreme\s+court\s+\w+|high\s+court\s+judge|crown\s+court\s+judge|lighthouse\s+keeper|harbou?r\s?master|town\s+crier|astronaut|olympi(?:an|c(?:\s+(?:\w+))?)|paralympi(?:an|c(?:\s+\w+)?)|gold\s+medal(?:l?ist)?|world\s+champion|national\s+champion|premier\s+league\s+(?:\w+)|professional\s+(?:footballer|rugby\s+player|cricketer|boxer|cyclist|golfer|basketball\s+player|ballet\s+dancer|wrestler|skater)|international\s+(?:footballer|rugby\s+player|cricketer)|tv\s+(?:presenter|personality|chef|weather\w*|star|actor|doctor)|news\s?reader|weather\s+presenter|radio\s+(?:presenter|host|dj)|bestselling\s+(?:author|novelist)|best-selling\s+\w+|award[\s-]winning\s+\w+|nobel\s+\w+|oscar[\s-]\w+|grammy[\s-]\w+|lottery\s+(?:winner|win|jackpot)|jackpot\s+winner|won\s+the\s+lottery|euromillions|whistle-?blower|royal\s+family|member\s+of\s+the\s+royal\s+\w+|duke|duchess|baroness|tribal\s+chief|paramount\s+chief|village\s+chief|chief\s+executive\s+of\s+\w+|ceo\s+of\s+\w+|crown\s+prince\w*|head\s?(?:teacher|master|mistress)\s+(?:of|at)\s+(?:the|our|a)\s+(?:local|village|town|only|island|primary|secondary|girls['’]?|boys['’]?|high)|(?:vicar|priest|rector|imam|rabbi|minister|postmaster|postmistress|landlord|landlady|publican|gp|vet|doctor|pharmacist|policeman|bobby|constable)\s+(?:of|in|for|at)\s+(?:the|our|her|his|their|this|a\s+(?:small|tiny|remote))\s+(?:local\s+|small\s+|only\s+|parish\s+)*(?:village|parish|island|town|valley|hamlet)|(?:village|island|parish)\s+(?:vicar|priest|doctor|gp|vet|postmistress|postmaster|policeman|headteacher|head|butcher|blacksmith|shopkeeper|publican|midwife|nurse|teacher|constable))\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:surviv(?:or|ors|ed)|victims?|injured|killed|died|lost\s+(?:\w+\s+){1,4}|witness(?:ed|es)?|caught\s+up|was\s+(?:in|on|at)|involved|bereaved|hero)\s+(?:of|in|on|by|at)?\s*(?:the\s+)(?:(?:recent|big|terrible|famous|\d{4}|(?-i:[A-Z])[\w'’-]+)\s+){1,4}(?:bombings?|crash|disaster|attacks?|fire|floods?|shooting|earthquake|tsunami|massacre|siege|explosion|derailment|stabbings?|sinking|collapse|hijacking|tragedy|inquiry|riots?|hurricane|cyclone|bushfires?|landslide|avalanche|genocide|tower\s+fire)\b"
    r"|\b(?:conjoined|identical)\s+(?:twins|triplets|quadruplets|quads)|\bquadruplets?\b|\bquintuplets?\b|\b(?:septuplets|sextuplets)\b|\b(?:extremely|very|ultra)[\s-]rare\s+(?:disease|condition|disorder|syndrome|cancer|genetic\s+\w+)|\b(?:one|1)\s+in\s+(?:a\s+million|\d{2,3},\d{3}|\d{5,})\b|\bwitness\s+protection\b|\b(?:distinctive|unusual|unique|facial|face|neck|full[\s-](?:back|sleeve|face))\s+(?:facial\s+)?(?:tattoos?|birthmarks?|scars?)\b|\btattoo(?:s|ed)?\s+(?:of|on|saying|across|that\s+says|reading)\s+[\w'’\s]{3,40}?(?:neck|face|forehead|knuckles|hand|cheek|eyelids?)\b|\b(?:birthmark|scar|tattoo)s?\s+(?:shaped\s+like|in\s+the\s+shape\s+of|that\s+looks?\s+like)\s+[\w\s]{2,20}|\b(?:birthmark|scar|port-wine\s+stain)\s+(?:on|across|over|down|covering)\s+(?:her|his|their|the)\s+(?:\w+\s+)?(?:face|cheek|neck|forehead|eye|nose|hand)\b|\b(?:lost|missing)\s+(?:both|an?|her|his)\s+(?:arms?|legs?|hands?|eyes?)\s+(?:in|when|after)\b|\b(?:7|seven)\s?(?:ft|foot|feet)(?:\s+(?:tall|\w+))?\b",
    re.IGNORECASE,
)


_BODY_WORDS = frozenset(
    "fingerprint fingerprints fingerprinted fingerprinting finger thumb thumbprint palm palmprint palmprints palmprints handprint handprints footprint voice voiceprint voiceprints print prints retina retinal iris facial face vein biometric biometrics dna genetic bite marks bitemarks swab swabs blood signature genome genomic gait typing keystroke dental earprint earprints touch hand eye foot".split()
)
_PICTURE_WORDS = frozenset(
    "photo photos photograph photographs photographed pic pics picture pictures selfie selfies headshot headshots head mugshot mugshots mug passport snapshot snapshots portrait portraits screenshot screenshots screengrab screen image images video videos videoed footage polaroid polaroids x-ray xray x-rays scan scans recorded filmed tape recording face cctv still stills clip clips looks".split()
)
_ONLY_WORDS = frozenset(
    "only sole first last one lone youngest oldest longest longest-serving richest tallest most best best-known biggest largest highest nobody village town island parish school survivor village's".split()
)
_NEWS_WORDS = frozenset(
    "news newspaper newspapers paper papers headlines headline front press media tabloids tv radio viral high-profile high profile well known well-known household public local celebrity famous famously documentary featured appeared contestant star starred seen was reality crowdfund crowdfunder crowdfunding crowdfunded plaque wikipedia true true-crime national".split()
)
_RARE_WORDS = frozenset(
    "lord mayor mayoress mp msp member congressman congresswoman congressperson senator ambassador archbishop bishop cardinal chief police high sheriff fire attorney supreme crown lighthouse harbour harbor harbourmaster harbormaster town astronaut olympian olympic paralympian paralympic olympics gold world national premier professional international tv newsreader news weather radio bestselling best-selling award award-winning nobel oscar oscar-winning oscar-nominated grammy grammy-winning grammy-nominated lottery jackpot won euromillions whistleblower whistle-blower whistle royal duke duchess baroness tribal paramount village ceo headteacher headmaster headmistress head vicar priest rector imam rabbi minister postmaster postmistress landlord landlady publican gp vet doctor pharmacist policeman bobby constable island parish".split()
)
_EVENT_WORDS = frozenset(
    "bombing bombings crash disaster attack attacks fire flood floods shooting earthquake tsunami massacre siege explosion derailment stabbing stabbings sinking collapse hijacking tragedy inquiry riot riots hurricane cyclone bushfire bushfires landslide avalanche genocide twins triplets quadruplets quads quintuplets septuplets sextuplets rare ultra-rare million protection tattoo tattoos tattooed birthmark birthmarks scar scars stain arm arms leg legs hand hands eye eyes ft foot feet one".split()
)


def hits(text: Text) -> Iterator[Hit]:
    for found in text.near(_BODY_WORDS, _BODY, 12, 40):
        yield Hit(found.start(), found.end(), "body", weight=8)
    if "." in text.text or "_" in text.text or "-" in text.text:
        for found in _FILE.finditer(text.text):
            yield Hit(found.start(), found.end(), "picture", weight=9)
    for found in text.near(_PICTURE_WORDS, _SHOWN, 60, 60):
        yield Hit(found.start(), found.end(), "picture", weight=3)
    for found in text.begins(_RARE_WORDS, _RARE):
        begun = _ATTRIBUTES.search(text.text, max(0, found.start() - 40), found.start())
        yield Hit(begun.start() if begun else found.start(), found.end(), "rare", weight=2)
    for kind, words, pattern, before, after in _TRAITS:
        for found in text.near(words, pattern, before, after):
            start = found.end() - len(_IS.sub("", found[0]))
            yield Hit(start, found.end(), kind, weight=2)


_ATTRIBUTES = re.compile(
    r"\b(?:(?:the|our|a|an|local|former|current|ex-?|deputy|lord|lady|town|city|district|first|acting|retired|sitting|serving|elected|newly|village)\s+)+$",
    re.IGNORECASE,
)
_IS = re.compile(r"^(?:is|was|as|being|it|were|been|are|in|on|all\s+over)\s+", re.IGNORECASE)
_TRAITS = (
    ("only", _ONLY_WORDS, _ONLY, 25, 120),
    ("news", _NEWS_WORDS, _NEWS, 45, 60),
    ("rare", _EVENT_WORDS, _EVENT, 80, 60),
)
