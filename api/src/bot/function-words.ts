/**
 * The small words of languages that share a script: what one cannot write two sentences without. Those that several have
 * count for each of them.
 */
export const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: "the a an is are was were be been am do does did have has had i you he she it we they me my your his her its our their them this that these those what which who whom whose when where why how can could will would shall should may might must not no and or but if of at by for with about to from in on up out as than then so there here please i'm don't it's can't",
  es: 'el la los las un una unos unas de del al a en y o u que qué es son era eran ser fue fueron está están hay no sí con por para como cómo cuándo cuál cuáles quién quiénes dónde cuánto cuánta cuántos cuántas se su sus lo le les me mi mis tu te yo este esta estos estas eso esa ese pero más muy ya si sobre entre hasta desde sin tengo puedo quiero tiene durante según',
  pt: 'o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às e ou que é são era ser foi foram está estão há não sim com por para como quando qual quais quem onde quanto quanta quantos se seu sua seus suas lhe me meu minha eu você este esta isso esse essa mas mais muito já sobre entre até desde sem tenho posso quero tem pelo pela',
  fr: "le la les un une des de du au aux en et ou que qu'est quoi est sont était être été a ont il elle ils elles on je tu nous vous ne pas oui avec par pour comme comment quand quel quelle quels quelles qui où combien se son sa ses leur leurs me mon ma mes ce cette ces cet mais très si sur entre jusqu'à depuis sans dans j'ai puis-je peux veux c'est d'un d'une l'on pourquoi",
  de: 'der die das den dem des ein eine einen einem einer eines und oder ist sind war waren sein wird werden wurde wurden hat haben hatte ich du er sie es wir ihr mich mir mein meine nicht kein keine ja mit von vom zu zum zur bei für auf in im an am aus als wie wann was welche welcher welches wer wo warum wieviel viele sich dass wenn aber auch noch nur nach über unter bis seit ohne kann können möchte durch um',
  it: 'il lo la i gli le un uno una di del dello della dei degli delle al allo alla ai agli alle in nel nella nei nelle e o che è sono era erano essere stato stata ha hanno non sì con per da dal dalla come quando quale quali chi dove quanto quanta quanti quante perché si suo sua suoi sue mi mio mia io tu questo questa questi queste ma più molto già se su tra fra senza posso voglio cosa',
  nl: 'de het een en of is zijn was waren wordt worden werd werden heeft hebben had ik jij je hij zij ze wij we u mij mijn niet geen ja met van naar bij voor op in aan uit als hoe wanneer wat welke wie waar waarom hoeveel zich dat die dit deze maar ook nog over onder tot sinds zonder kan kunnen wil door om er te',
  sv: 'en ett den det de och eller är var vara blir blev har hade jag du han hon vi ni mig min mitt mina inte ingen ja med av från till hos för på i ur som hur när vad vilken vilket vilka vem var varför många sig att om men också över under utan kan vill genom efter detta denna dessa',
  da: 'en et den det de og eller er var være bliver blev har havde jeg du han hun vi i mig min mit mine ikke ingen ja med af fra til hos for på ud som hvordan hvornår hvad hvilken hvilket hvilke hvem hvor hvorfor mange sig at om men også over under uden kan vil gennem efter dette denne disse',
  no: 'en et ei den det de og eller er var være blir ble har hadde jeg du han hun vi dere meg min mitt mine ikke ingen ja med av fra til hos for på ut som hvordan når hva hvilken hvilket hvilke hvem hvor hvorfor mange seg at om men også over under uten kan vil gjennom etter dette denne disse',
  fi: 'ja tai on ovat oli olivat olla minä sinä hän me te he minun sinun hänen en ei eivät kyllä kanssa miten milloin mikä mitkä mitä kuka missä mistä miksi kuinka monta se että jos mutta myös vielä yli alle ilman voi voin haluan jälkeen tämä tuo nämä ne kun kuin',
  pl: 'i lub albo jest są był była było były być ma mają ja ty on ona ono my wy oni mnie mój moja nie tak z ze od do u dla na w we jak kiedy co jaki jaka jakie który która które kto gdzie dlaczego ile się że jeśli ale też jeszcze nad pod bez mogę chcę przez po to ten ta te czy',
  cs: 'a nebo je jsou byl byla bylo byli být má mají já ty on ona ono my vy oni mě můj moje ne ano s se od do u pro na v ve jak kdy co jaký jaká jaké který která které kdo kde proč kolik že jestli ale také ještě nad pod bez mohu chci přes po to ten ta te',
  ro: 'și sau este sunt era erau fi fost are au eu tu el ea noi voi ei ele meu mea nu da cu de la din pentru pe în un o al ai ale lui cum când ce care cine unde cât câtă câți câte se că dacă dar și mai peste sub fără pot vreau prin după acest această acești aceste cel cea cei',
  hu: 'a az egy és vagy van vannak volt voltak lesz én te ő mi ti ők nem igen hogy mikor mi mit milyen melyik ki hol miért mennyi hány ha de is még meg már csak után előtt alatt nélkül lehet tudok szeretnék ez ezek azok aki ami',
  tr: 've veya bir bu şu o mi mı mu mü ne nasıl nerede nereden neden niçin kim hangi hangisi kaç ne zaman için ile da de ki ama çok daha en gibi kadar sonra önce var yok değil evet hayır ben sen biz siz onlar benim olan olarak oldu olduğu edilen istiyorum',
  vi: 'và hoặc là của có không được cho với từ đến trong ngoài trên dưới tại một những các này đó kia gì nào ai đâu sao khi thế bao nhiêu tôi bạn anh chị họ nó chúng ta đã đang sẽ thì mà nhưng nếu vì để bị ra vào như cũng rất người',
  id: 'dan atau adalah ini itu yang di ke dari untuk dengan pada oleh saya anda kamu dia kami kita mereka tidak bukan ya ada bagaimana kapan apa mana siapa berapa mengapa kenapa bisa dapat akan sudah telah belum juga tetapi jika karena dalam lebih',
  ru: 'и или в во на с со к ко по из у за от до для не нет да я ты он она оно мы вы они мне меня мой моя это этот эта эти тот что как когда где кто какой какая какое какие который которые почему сколько был была было были быть есть если но же бы ли уже ещё еще о об при чем могу',
  uk: 'і й та або в у на з із зі до по за від для не ні так я ти він вона воно ми ви вони мені мене мій моя це цей ця ці той що як коли де хто який яка яке які чому скільки був була було були бути є якщо але же би чи вже ще про при можу',
  bg: 'и или в във на с със към по от до за не да аз ти той тя то ние вие те ми мен мой моя това този тази тези че как кога къде кой какво каква какви които защо колко беше бяха съм е са ако но же ще ли вече още при мога',
  ar: 'في من إلى على عن مع هو هي هم كان كانت يكون هذا هذه ذلك تلك التي الذي ما ماذا متى أين كيف كم لماذا هل أي أو و لا نعم لم لن قد أنا أنت نحن لي لك بعد قبل بين كل يمكن يمكنني أريد عند',
  fa: 'در از به با را که این آن است بود شد می ها های چه چی کی کجا چگونه چطور چند چرا آیا یا و نه بله من تو ما شما برای تا هم نیز یک کرد کنم',
};

/** Letters that few languages have. Each word with one counts like a small word of theirs. */
export const TELLING_LETTERS: Readonly<Record<string, RegExp>> = {
  tr: /[ğı]|ş/u,
  ro: /[ățșţî]/u,
  pl: /[ąęłńśźż]/u,
  cs: /[ěřůťď]/u,
  vi: /[ơưđăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/u,
  de: /ß/u,
  es: /[ñ¿¡]/u,
  pt: /[ãõ]/u,
  hu: /[őű]/u,
  fr: /[œêîû]/u,
};
